using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>Reads the text of <c>docker buildx inspect</c>, which has no JSON format.</summary>
internal static class BuilderInspectReader
{
    /// <summary>Reads the builder.</summary>
    /// <exception cref="AnswerException">The output names no builder.</exception>
    [Pure]
    public static BuilderInfo Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var blocks = IndentedText.Blocks(text, first: "Name").ToList();
        if (blocks is not [var builder, ..] || builder["Name"] is not { } name || builder["Driver"] is not { } driver)
            throw new AnswerException("buildx inspect", "it does not begin with the lines 'Name:' and 'Driver:'");
        return new BuilderInfo
        {
            Name = name,
            Driver = driver,
            LastActivity = PrintedTime.Parse(builder["Last Activity"]),
            Error = builder["Error"],
            Nodes = [.. blocks.Skip(1).Where(block => block["Name"] is not null).Select(Node)],
        };
    }

    private static BuilderNode Node(IndentedText _) => new()
    {
        Name = _["Name"] ?? "",
        Endpoint = _["Endpoint"] ?? "",
        Status = _["Status"],
        Error = _["Error"],
        Version = _["BuildKit version"],
        // A star marks platforms that were set by hand.
        Platforms = PlatformsOf(_["Platforms"]),
        Labels = _.Map("Labels"),
        DriverOptions = Options(_["Driver Options"]),
        GarbageRules = [.. _.AllBelow("GC Policy rule#").Select(IndentedText.MapOf).Select(Rule)],
    };

    private static List<string> PlatformsOf(string? text)
    {
        var names = text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return [.. names.Select(name => name.TrimEnd('*'))];
    }

    private static GarbageRule Rule(Dictionary<string, string?> _) => new()
    {
        All = _.GetValueOrDefault("All") == "true",
        Filters = _.GetValueOrDefault("Filters") is { Length: > 0 } filters ? [filters] : [],
        KeepDuration = GoDuration.TryParse(_.GetValueOrDefault("Keep Duration")),
        ReservedSpace = PrintedSize.Parse(_.GetValueOrDefault("Reserved Space")),
        MaxUsedSpace = PrintedSize.Parse(_.GetValueOrDefault("Max Used Space")),
        MinFreeSpace = PrintedSize.Parse(_.GetValueOrDefault("Min Free Space")),
    };

    // network="host" image="moby/buildkit:v0.25.1": Go quotes each value.
    private static Dictionary<string, string?> Options(string? text)
    {
        var options = new Dictionary<string, string?>(StringComparer.Ordinal);
        var rest = (text ?? "").AsSpan().Trim();
        while (rest.IndexOf("=\"") is var equals and > 0 && rest[(equals + 2)..].IndexOf('"') is var length and >= 0)
        {
            options[rest[..equals].ToString()] = rest.Slice(equals + 2, length).ToString();
            rest = rest[(equals + 2 + length + 1)..].TrimStart();
        }
        return options;
    }
}
