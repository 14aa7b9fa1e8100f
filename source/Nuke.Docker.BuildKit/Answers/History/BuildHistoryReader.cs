using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers.History.Internal;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>Reads <c>docker buildx history ls --format json</c> (buildx 0.20 or newer).</summary>
internal static class BuildHistoryReader
{
    /// <summary>Reads the builds, newest first.</summary>
    /// <exception cref="AnswerException">The output is not JSON.</exception>
    [Pure]
    public static IReadOnlyList<BuildHistoryEntry> Read(string text) => [.. AnswerJson.All("buildx history ls --format json", text).Select(Entry)];

    private static BuildHistoryEntry Entry(AnswerFields _) => new()
    {
        Reference = _.Text("ref") ?? "",
        Name = _.TextOrNothing("name"),
        Status = BuildStatusText.Parse(_.Text("status")),
        Started = _.Time("created_at"),
        Completed = _.Time("completed_at"),
        TotalSteps = _.Number("total_steps") ?? 0,
        CompletedSteps = _.Number("completed_steps") ?? 0,
        CachedSteps = _.Number("cached_steps") ?? 0,
        Other = _.Other,
    };
}
