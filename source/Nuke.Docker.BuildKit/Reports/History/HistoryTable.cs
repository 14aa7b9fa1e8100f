using System.Diagnostics.Contracts;
using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.History;

/// <summary>Formats the history of an image as a table for the terminal.</summary>
internal static class HistoryTable
{
    private const int CauseLength = 80;

    /// <summary>Returns the lines, without line ends and colors, the last build first; empty if there is no build.</summary>
    /// <param name="past">The builds, the oldest first.</param>
    /// <param name="recorded">The ends of the builds that can be explained, the last one first.</param>
    /// <param name="builds">The maximum number of builds.</param>
    [Pure]
    public static IReadOnlyList<string> Of(IReadOnlyList<PastBuild> past, IReadOnlyList<DateTimeOffset> recorded, int builds = 20)
    {
        if (past.Count == 0)
            return [];
        var numbers = new Dictionary<int, string>();
        for (var i = recorded.Count - 1; i >= 0; i--)
        {
            // A build is recorded after its end.
            if (past.LastOrDefault(build => build.Started <= recorded[i]) is { } build)
                numbers[build.Number] = i.ToString(CultureInfo.InvariantCulture);
        }
        List<string[]> rows = [["#", "build", "time", "cached", "", "context", "image", "cause"]];
        rows.AddRange(past.Reverse().Take(builds).Select(build => (string[])
        [
            numbers.GetValueOrDefault(build.Number, ""),
            build.Started.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            HumanText.Duration(TimeSpan.FromSeconds(build.Seconds)),
            HumanText.Rate(build.HitRate),
            $"{build.Cached} of {build.Cached + build.Ran}",
            HumanText.Size(build.ContextBytes),
            build.ImageBytes is { } bytes ? HumanText.Size(bytes) : "–",
            string.Join(", ", new[] { build.ExitCode == 0 ? null : "failed", build.OverBudget ? "over budget" : null, Cause(build) }.OfType<string>()),
        ]));
        return HumanText.Table(rows, left: [1, 7]);
    }

    private static string? Cause(PastBuild build) => build.Cause is null ? null : HumanText.Shorten(build.Cause, CauseLength);

    /// <summary>Returns the histories in a folder.</summary>
    public static IEnumerable<string> FilesIn(string directory) =>
        Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*.history").Order(StringComparer.Ordinal) : [];

    /// <summary>The path of the history of an image.</summary>
    /// <param name="directory">The folder of the histories.</param>
    /// <param name="image">The name of the folder of its reports.</param>
    public static string FileOf(string directory, string image) => Path.Combine(directory, $"{image}.history");
}
