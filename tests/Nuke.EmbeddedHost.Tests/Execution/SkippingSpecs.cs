using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Execution;

public class SkippingSpecs : RunSpecs
{
    [TestCase("Guarded", "")]
    [TestCase("GuardedButNeeds", "Needed")]
    [TestCase("GuardedLate", "Needed")]
    [TestCase("Chain --skip", "Chain")]
    [TestCase("Chain --skip Needed", "Chain")]
    [TestCase("Chain --skip nee-ded", "Chain")]
    [TestCase("Needed Chain --skip Needed", "Needed,Chain")]
    [TestCase("--skip", "")]
    [TestCase("Chain GuardedLate --skip GuardedLate", "Needed,Chain")]
    public void Skipped_targets_take_along_what_only_they_need(string arguments, string expected)
    {
        var exitCode = Run.Execute<Skipping>(x => x.Chain, arguments.Split(' '));

        Assert.That(exitCode, Is.Zero, Run.Output);
        Assert.That(string.Join(',', TestRun.Ran), Is.EqualTo(expected), Run.Output);
    }

    [Test]
    public void The_summary_gives_the_condition_that_did_not_hold()
    {
        Run.Execute<Skipping>(x => x.Guarded);

        Assert.That(Run.Output, Does.Match("Guarded +Skipped +// OnlyWhen: Ran.Count > 100"));
        Assert.That(Run.Output, Does.Match("Needed +Skipped +// Skipped: because of Guarded"));
    }

    [TestCase("", 0, ExecutionStatus.Skipped)]
    [TestCase("Demanding", 255, ExecutionStatus.NotRun)]
    public void A_target_that_is_named_must_have_what_it_requires_even_if_it_is_skipped(string arguments, int expected, ExecutionStatus status)
    {
        var exitCode = Run.Execute<Skipping>(x => x.Demanding, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(exitCode, Is.EqualTo(expected), Run.Output);
        Assert.That(Run.StatusOf("Demanding"), Is.EqualTo(status));
    }

    [Test]
    public void Only_targets_named_on_the_command_line_are_invoked()
    {
        Run.Execute<Skipping>(x => x.Chain);
        Assert.That(RecordingBuild.Last.InvokedTargets, Is.Empty);

        Run.Execute<Skipping>(x => x.Chain, "Chain");
        Assert.That(RecordingBuild.Last.InvokedTargets.Select(x => x.Name), Is.EqualTo(new[] { "Chain" }));
    }

    [Test]
    [Difference]
    public void An_unknown_target_to_skip_is_told_before_anything_runs()
    {
        var exitCode = Run.Execute<Skipping>(x => x.Chain, "--skip", "Neeeded");

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("'Neeeded' does not exist. Did you mean Needed?"));
        Assert.That(TestRun.Ran, Is.Empty);
    }

    [Test]
    [Difference]
    public void A_condition_that_throws_fails_its_target()
    {
        var exitCode = Run.Execute<Skipping>(x => x.Broken);

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.StatusOf("Broken"), Is.EqualTo(ExecutionStatus.Failed));
        Assert.That(Run.Output, Does.Contain("of target 'Broken' failed: no answer"));
    }

    private sealed class Skipping : RecordingBuild
    {
        public Target Needed => _ => _.Executes(() => Ran.Add(nameof(Needed)));
        public Target Chain => _ => _.DependsOn(Needed).Executes(() => Ran.Add(nameof(Chain)));
        public Target Guarded => _ => _.DependsOn(Needed).OnlyWhenStatic(() => Ran.Count > 100).Executes(() => Ran.Add(nameof(Guarded)));
        public Target GuardedButNeeds => _ => _
            .DependsOn(Needed)
            .OnlyWhenStatic(() => Ran.Count > 100)
            .WhenSkipped(DependencyBehavior.Execute)
            .Executes(() => Ran.Add(nameof(GuardedButNeeds)));
        public Target GuardedLate => _ => _.DependsOn(Needed).OnlyWhenDynamic(() => Ran.Count > 100).Executes(() => Ran.Add(nameof(GuardedLate)));
        public Target Broken => _ => _.OnlyWhenDynamic(() => Ask()).Executes(() => Ran.Add(nameof(Broken)));

        public Target Demanding => _ => _.OnlyWhenStatic(() => Ran.Count > 100).Requires(() => Ran.Count > 100).Executes(() => Ran.Add(nameof(Demanding)));

        private static bool Ask() => throw new IOException("no answer");
    }
}
