using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Images;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>Reads <c>docker system df</c>.</summary>
internal static class DiskUsageReader
{
    /// <summary>Reads <c>docker system df --format json</c>.</summary>
    /// <exception cref="AnswerException">The output is not JSON.</exception>
    [Pure]
    public static IReadOnlyList<DiskUsageSummary> Read(string text) => [.. AnswerJson.All("system df --format json", text).Select(Summary)];

    /// <summary>Reads <c>docker system df --verbose --format json</c> (docker 23 or newer).</summary>
    /// <exception cref="AnswerException">The output is not a single JSON object.</exception>
    [Pure]
    public static DiskUsageDetails ReadVerbose(string text)
    {
        var _ = AnswerJson.One("system df --verbose --format json", text);
        return new DiskUsageDetails
        {
            Images = _.Objects("Images", ImageListReader.Entry),
            Containers = _.Objects("Containers", Container),
            Volumes = _.Objects("Volumes", Volume),
            BuildCache = new BuilderDiskUsage { Records = _.Objects("BuildCache", Record) },
            Other = _.Other,
        };
    }

    private static DiskUsageSummary Summary(AnswerFields _) => new()
    {
        Type = _.Text("Type") ?? "",
        Count = _.Number("TotalCount") ?? 0,
        Active = _.Number("Active") ?? 0,
        Size = _.Size("Size"),
        Reclaimable = _.Size("Reclaimable"),
        Other = _.Other,
    };

    private static ContainerDiskUsage Container(AnswerFields _)
    {
        _.Skip("RunningFor");
        return new ContainerDiskUsage
        {
            Id = _.Text("ID") ?? "",
            Name = _.Text("Names") ?? "",
            Image = _.TextOrNothing("Image"),
            State = _.TextOrNothing("State"),
            Size = _.Size("Size"),
            Created = _.Time("CreatedAt"),
            Other = _.Other,
        };
    }

    private static VolumeDiskUsage Volume(AnswerFields _) => new()
    {
        Name = _.Text("Name") ?? "",
        Driver = _.TextOrNothing("Driver"),
        Links = _.Number("Links") ?? 0,
        Size = _.TextOrNothing("Size") is null ? null : _.Size("Size"),
        Other = _.Other,
    };

    private static string[] IdsOf(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static CacheRecord Record(AnswerFields _)
    {
        _.Skip("CreatedSince", "LastUsedSince");
        return new CacheRecord
        {
            Id = _.Text("ID") ?? "",
            Type = _.TextOrNothing("CacheType"),
            Description = _.TextOrNothing("Description"),
            Size = _.Size("Size"),
            Shared = _.Flag("Shared") ?? false,
            Reclaimable = _.Flag("InUse") is false,
            Parents = IdsOf(_.TextOrNothing("Parent")),
            Created = _.Time("CreatedAt"),
            LastUsed = _.Time("LastUsedAt") is { } used ? new PrintedTime(used, TimeSpan.Zero) : null,
            UsageCount = _.Number("UsageCount") ?? 0,
            Other = _.Other,
        };
    }
}
