using Nuke.Common;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;
using Assert = NUnit.Framework.Assert;

namespace Nuke.Docker.BuildKit.Components.Tests;

public sealed class BudgetsSpecs
{
    private static readonly BuildReport s_report = new()
    {
        Image = "bot", Seconds = 100, HitRate = 0.5, ContextBytes = 2_000_000, Result = new ImageReport { Bytes = 600_000_000 },
    };

    [TestCase("90s", null, null, null, "it took 1 min 40 s, longer than --docker-maximum-time 90s")]
    [TestCase(null, 80, null, null, "50 % of its steps were cached, less than --docker-minimum-hit-rate 80")]
    [TestCase(null, null, "500MB", null, "it has 600 MB, more than --docker-maximum-image-size 500MB")]
    [TestCase(null, null, null, "1MB", "2 MB were sent from its context, more than --docker-maximum-context 1MB")]
    [TestCase("2m", 50, "600MB", "2MB", "")]
    public void A_build_is_compared_with_each_budget(string? time, int? rate, string? size, string? context, string expected)
    {
        var budgets = new Sample { Time = time, Rate = rate, Size = size, Context = context };

        Assert.That(string.Join("; ", Budgets.Exceeded(budgets, s_report)), Is.EqualTo(expected));
    }

    [Test]
    public void A_skipped_build_takes_no_time_and_has_the_image_of_the_last_build()
    {
        var report = new BuildReport
        {
            Image = "bot",
            Seconds = 1,
            Skipped = true,
            History = [new PastBuild { ImageBytes = 400_000_000 }, new PastBuild { ImageBytes = 600_000_000 }, new PastBuild()],
        };

        Assert.That(Budgets.Exceeded(new Sample { Time = "100ms" }, report), Is.Empty);
        Assert.That(
            Assert.Throws<DockerBuildException>(() => Budgets.Require(new Sample { Size = "500MB" }, [report]))!.Message,
            Does.Contain("is up to date, but it has 600 MB"));
    }

    [TestCase(80, 7, 3, 0, "70 % of its steps will be cached: the build will fail, because --docker-minimum-hit-rate is 80")]
    [TestCase(80, 7, 1, 2, "at least 70 % of its steps will be cached: the build may fail, because --docker-minimum-hit-rate is 80")]
    [TestCase(80, 5, 3, 2, "at least 50 % of its steps will be cached: the build will fail, because --docker-minimum-hit-rate is 80")]
    [TestCase(80, 8, 2, 0, null)]
    [TestCase(80, 0, 0, 0, null)]
    [TestCase(null, 0, 10, 0, null)]
    public void A_prediction_is_compared_with_the_hit_rate(int? rate, int cached, int runs, int depends, string? expected) =>
        Assert.That(Budgets.Predicted(new Sample { Rate = rate }, cached, runs, depends), Is.EqualTo(expected));

    [Test]
    public void A_value_that_is_no_budget_is_found_before_the_build()
    {
        Assert.That(Budgets.Check(new Sample { Time = "90s", Size = "1GB" }));
        Assert.Throws<InvalidSettingException>(() => Budgets.Check(new Sample { Time = "abc" }));
        Assert.Throws<InvalidSettingException>(() => Budgets.Check(new Sample { Size = "1xb" }));
        Assert.Throws<InvalidSettingException>(() => Budgets.Check(new Sample { Context = "much" }));
    }

    private sealed class Sample : NukeBuild, IHazDockerBudgets
    {
        public string? Time { get; init; }

        public int? Rate { get; init; }

        public string? Size { get; init; }

        public string? Context { get; init; }

        string? IHazDockerBudgets.DockerMaximumTime => Time;

        int? IHazDockerBudgets.DockerMinimumHitRate => Rate;

        string? IHazDockerBudgets.DockerMaximumImageSize => Size;

        string? IHazDockerBudgets.DockerMaximumContext => Context;
    }
}
