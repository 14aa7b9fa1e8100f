using System.Diagnostics.Contracts;
using System.Globalization;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>Reads <c>docker compose ls --format json</c>.</summary>
internal static class ComposeProjectsReader
{
    /// <summary>Reads the projects. Those without running containers are included only with <c>--all</c>.</summary>
    /// <exception cref="AnswerException">The text is not JSON.</exception>
    [Pure]
    public static IReadOnlyList<ComposeProject> Read(string text) => [.. AnswerJson.All("compose ls --format json", text).Select(Project)];

    private static ComposeProject Project(AnswerFields _) => new()
    {
        Name = _.Text("Name") ?? "",
        Containers = Counts(_.Text("Status") ?? ""),
        ConfigFiles = _.Text("ConfigFiles")?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
        Other = _.Other,
    };

    // "exited(1), running(2)"
    private static Dictionary<string, int> Counts(string status)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in status.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.TrimEnd(')').Split('(') is [var state, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                counts[state] = count;
        }
        return counts;
    }
}
