using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>Reads <c>docker buildx ls --format json</c> (buildx 0.13 or newer).</summary>
internal static class BuilderListReader
{
    private const string Command = "buildx ls --format json";

    /// <summary>Reads the builders, in buildx's order.</summary>
    /// <exception cref="AnswerException">The output is not JSON.</exception>
    [Pure]
    public static IReadOnlyList<BuilderInfo> Read(string text) => [.. AnswerJson.All(Command, text).Select(Builder)];

    private static BuilderInfo Builder(AnswerFields _) => new()
    {
        Name = _.Text("Name") ?? "",
        Driver = _.Text("Driver") ?? "",
        Current = _.Flag("Current"),
        LastActivity = _.Time("LastActivity"),
        Error = _.TextOrNothing("Err"),
        Nodes = _.Objects("Nodes", Node),
        Other = _.Other,
    };

    private static BuilderNode Node(AnswerFields _) => new()
    {
        Name = _.Text("Name") ?? "",
        Endpoint = _.Text("Endpoint") ?? "",
        Status = _.TextOrNothing("Status"),
        Error = _.TextOrNothing("Err"),
        Version = _.TextOrNothing("Version"),
        Platforms = _.Texts("Platforms"),
        Labels = _.Map("Labels"),
        DriverOptions = _.Map("DriverOpts"),
        GarbageRules = _.Objects("GCPolicy", Rule),
        Other = _.Other,
    };

    private static GarbageRule Rule(AnswerFields _) => new()
    {
        All = _.Flag("all") ?? false,
        Filters = _.Texts("filter"),
        KeepDuration = _.Nanoseconds("keepDuration") is { Ticks: > 0 } duration ? duration : null,
        ReservedSpace = Limit(_.Size("reservedSpace")),
        MaxUsedSpace = Limit(_.Size("maxUsedSpace")),
        MinFreeSpace = Limit(_.Size("minFreeSpace")),
        Other = _.Other,
    };

    private static PrintedSize? Limit(PrintedSize? size) => size is { Bytes: > 0 } ? size : null;
}
