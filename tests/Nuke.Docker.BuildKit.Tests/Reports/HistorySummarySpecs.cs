using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Tests.Reports;

public sealed class HistorySummarySpecs
{
    [Test]
    public void No_build_has_no_figures() =>
        Assert.That(HistorySummary.Of([]), Is.EqualTo(new HistorySummary(0, null, null, null, null, null)));

    [Test]
    public void A_build_that_failed_has_no_rate_of_cached_steps()
    {
        var build = new PastBuild { Cached = 3, Ran = 1 };

        Assert.That((build.HitRate, (build with { ExitCode = 13 }).HitRate), Is.EqualTo((0.75, (double?)null)));
    }

    [Test]
    public void Cached_steps_count_in_builds_that_succeeded_and_times_are_medians_of_those_that_have_them()
    {
        PastBuild[] builds =
        [
            new() { Seconds = 10, Cached = 0, Ran = 4, PullSeconds = 3, PushSeconds = 2 },
            new() { Seconds = 2, Cached = 4, Ran = 0, PushSeconds = 4 },
            new() { Seconds = 99, ExitCode = 1, Cached = 3, Ran = 1 },
            new() { Seconds = 3, Cached = 4, Ran = 0 },
        ];

        var summary = HistorySummary.Of(builds);

        Assert.That(summary, Is.EqualTo(new HistorySummary(4, 0.75, 0.6667, 3, 3, 3)));
        Assert.That(
            summary.ToSentence(),
            Is.EqualTo("The last 4 builds: 75 % succeeded, 67 % of the steps were cached, median 3.00 s, pull 3.00 s, push 3.00 s"));
    }
}
