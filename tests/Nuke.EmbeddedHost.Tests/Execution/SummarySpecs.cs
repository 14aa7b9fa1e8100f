using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.Utilities.Collections;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Execution;

public class SummarySpecs : RunSpecs
{
    [Test]
    public void The_last_summary_replaces_those_before()
    {
        Run.Execute<Reporting>(x => x.Twice);

        Assert.That(Run.Output, Does.Match("Twice +Succeeded .*// Second: 2").And.Not.Contain("First"));
    }

    [Test]
    public void A_pair_without_a_value_fails_the_target()
    {
        var exitCode = Run.Execute<Reporting>(x => x.Null);

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.StatusOf("Null"), Is.EqualTo(ExecutionStatus.Failed));
    }

    [Test]
    public void A_pair_that_may_be_null_is_left_out()
    {
        var exitCode = Run.Execute<Reporting>(x => x.Optional);

        Assert.That(exitCode, Is.Zero, Run.Output);
        Assert.That(Run.Output, Does.Match("Optional +Succeeded .*// Given: yes").And.Not.Contain("Missing"));
    }

    [Test]
    public void The_same_pair_cannot_be_added_twice()
        => Assert.That(() => new Dictionary<string, string>().AddPairWhenValueNotNull("a", "b").AddPairWhenValueNotNull("a", "c"), Throws.ArgumentException);

    [Test]
    public void There_is_no_plan_while_the_build_is_created()
    {
        var exitCode = Run.Execute<Early>(x => x.Show);

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("Targets are unknown before the plan is made"));
    }

    [Test]
    public void Only_what_ran_to_its_end_is_finished()
    {
        Run.Execute<Reporting>(x => x.Looking);

        Assert.That(TestRun.Ran, Is.EqualTo(new[] { "Twice", "False" }));
        Assert.That(RecordingBuild.Last.IsFinished, Is.True);
    }

    private sealed class Reporting : RecordingBuild
    {
        public Target Twice => _ => _.Executes(() =>
        {
            ReportSummary(x => x.AddPair("First", 1));
            ReportSummary(x => x.AddPair("Second", 2));
        });

        public Target Null => _ => _.Executes(() => ReportSummary(x => x.AddPair("Missing", (string?)null)));
        public Target Optional => _ => _.Executes(() => ReportSummary(x => x.AddPairWhenValueNotNull("Missing", null!).AddPairWhenKeyNotNull("Given", "yes")));
        public Target Left => _ => _.OnlyWhenDynamic(() => false).Executes(() => Ran.Add(nameof(Left)));
        public Target Looking => _ => _.DependsOn(Twice, Left).Executes(() => Ran.AddRange([.. FinishedTargets.Select(x => x.Name), $"{IsFinished}"]));
    }

    private sealed class Early : RecordingBuild
    {
        public Target Show => _ => _.Executes(() => Ran.Add(nameof(Show)));

        protected internal override void OnBuildCreated() => Ran.Add($"{ScheduledTargets.Count}");
    }
}
