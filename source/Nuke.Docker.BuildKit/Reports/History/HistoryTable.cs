using System.Diagnostics.Contracts;
using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.History;

/// <summary>Formats the history of an image as a table for the terminal.</summary>
internal static class HistoryTable
{
    /// <summary>Returns the lines, without line ends and colors, the last build first; empty if the file does not exist or contains no build.</summary>
    /// <param name="historyFile">The file that builds write: see <see cref="FileOf"/>.</param>
    /// <param name="builds">The maximum number of builds.</param>
    [Pure]
    public static IReadOnlyList<string> Of(string historyFile, int builds = 20)
    {
        var history = BuildHistory.Read(historyFile).Builds;
        if (history.Count == 0)
            return [];
        List<string[]> rows = [["build", "time", "cached", "", "context", "image", ""]];
        rows.AddRange(history.Reverse().Take(builds).Select(build => (string[])
        [
            build.Started.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            HumanText.Duration(TimeSpan.FromSeconds(build.Seconds)),
            HumanText.Rate(build.HitRate),
            $"{build.Cached} of {build.Cached + build.Ran}",
            HumanText.Size(build.ContextBytes),
            build.ImageBytes is { } bytes ? HumanText.Size(bytes) : "–",
            build.ExitCode == 0 ? "" : "failed",
        ]));
        return HumanText.Table(rows, left: [0, 6]);
    }

    /// <summary>The path of the history of an image.</summary>
    /// <param name="directory">The folder of the histories.</param>
    /// <param name="image">The name of the folder of its reports.</param>
    public static string FileOf(string directory, string image) => Path.Combine(directory, $"{image}.history");
}
