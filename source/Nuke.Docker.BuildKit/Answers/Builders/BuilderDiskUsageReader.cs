using System.Diagnostics.Contracts;
using System.Globalization;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>Reads <c>docker buildx du</c>.</summary>
internal static class BuilderDiskUsageReader
{
    /// <summary>Reads <c>docker buildx du --format json</c> (buildx 0.28 or newer).</summary>
    /// <param name="text">Output of the command.</param>
    /// <param name="time">Clock that ages refer to; <c>null</c>: the system clock.</param>
    /// <exception cref="AnswerException">The output is not JSON.</exception>
    [Pure]
    public static BuilderDiskUsage Read(string text, TimeProvider? time = null) => new()
    {
        Records = [.. AnswerJson.All("buildx du --format json", text).Select(fields => Record(fields, time ?? TimeProvider.System))],
    };

    /// <summary>Reads <c>docker buildx du --verbose</c>, which every buildx supports.</summary>
    /// <inheritdoc cref="Read"/>
    [Pure]
    public static BuilderDiskUsage ReadVerbose(string text, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var blocks = IndentedText.Blocks(text, first: "ID").Where(block => block["ID"] is not null);
        return new() { Records = [.. blocks.Select(block => Record(block, time ?? TimeProvider.System))] };
    }

    private static CacheRecord Record(AnswerFields _, TimeProvider time) => new()
    {
        Id = _.Text("ID") ?? "",
        Type = _.TextOrNothing("Type"),
        Description = _.TextOrNothing("Description"),
        Size = _.Size("Size"),
        Shared = _.Flag("Shared") ?? false,
        Reclaimable = _.Flag("Reclaimable") ?? false,
        Mutable = _.Flag("Mutable") ?? false,
        Parents = _.Texts("Parents"),
        Created = _.Time("CreatedAt"),
        LastUsed = _.Age("LastUsedAt", time),
        UsageCount = _.Number("UsageCount") ?? 0,
        Other = _.Other,
    };

    private static CacheRecord Record(IndentedText _, TimeProvider time) => new()
    {
        Id = _["ID"] ?? "",
        Type = _["Type"],
        Description = _["Description"],
        Size = PrintedSize.Parse(_["Size"]),
        Shared = _["Shared"] == "true",
        Reclaimable = _["Reclaimable"] == "true",
        Mutable = _["Mutable"] == "true",
        Parents = [.. _["Parent"] is { } parent ? [parent] : _.Below("Parents").Select(line => line.TrimStart('-', ' '))],
        Created = PrintedTime.Parse(_["Created at"]),
        LastUsed = PrintedTime.ParseAge(_["Last used"], time),
        UsageCount = long.TryParse(_["Usage count"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
    };
}
