using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Figures about the past builds of an image.</summary>
/// <param name="Builds">The number of builds.</param>
/// <param name="SuccessRate">The fraction of builds that succeeded, from 0 to 1; <c>null</c> without builds.</param>
/// <param name="HitRate">The fraction of cached steps in builds that succeeded, from 0 to 1; <c>null</c> without steps.</param>
/// <param name="Seconds">The median duration in seconds of builds that succeeded; <c>null</c> if none did.</param>
/// <param name="PullSeconds">The median of the builds that downloaded a base image; <c>null</c> if none did.</param>
/// <param name="PushSeconds">The median of the builds that pushed; <c>null</c> if none did.</param>
internal sealed record HistorySummary(int Builds, double? SuccessRate, double? HitRate, double? Seconds, double? PullSeconds, double? PushSeconds)
{
    public static HistorySummary Of(IReadOnlyList<PastBuild> builds)
    {
        // A build that failed did not come to its other steps.
        var succeeded = builds.Where(build => build.ExitCode == 0).ToList();
        var steps = succeeded.Sum(build => build.Cached + build.Ran);
        return new(
            builds.Count,
            builds.Count == 0 ? null : Math.Round((double)succeeded.Count / builds.Count, 4),
            steps == 0 ? null : Math.Round((double)succeeded.Sum(build => build.Cached) / steps, 4),
            Median(succeeded.Select(build => (double?)build.Seconds)),
            Median(builds.Select(build => build.PullSeconds)),
            Median(builds.Select(build => build.PushSeconds)));
    }

    /// <summary>Returns one line for a summary.</summary>
    public string ToSentence() => string.Join(", ", new[]
    {
        $"The last {Builds} builds: {HumanText.Rate(SuccessRate)} succeeded",
        $"{HumanText.Rate(HitRate)} of the steps were cached",
        Seconds is { } seconds ? $"median {Text(seconds)}" : null,
        PullSeconds is { } pull ? $"pull {Text(pull)}" : null,
        PushSeconds is { } push ? $"push {Text(push)}" : null,
    }.OfType<string>());

    private static string Text(double seconds) => HumanText.Duration(TimeSpan.FromSeconds(seconds));

    private static double? Median(IEnumerable<double?> values)
    {
        var known = values.OfType<double>().Order().ToList();
        return known.Count == 0 ? null : Math.Round((known[(known.Count - 1) / 2] + known[known.Count / 2]) / 2, 3);
    }
}
