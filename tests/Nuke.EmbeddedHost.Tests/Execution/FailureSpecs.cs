using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Execution;

public class FailureSpecs : RunSpecs
{
    [Test]
    public void After_a_failure_only_assured_targets_run()
    {
        var exitCode = Run.Execute<Failing>(x => x.Final, "Final", "Assured");

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(TestRun.Ran, Is.EqualTo(new[] { "Assured" }));
        Assert.That(Run.StatusOf("Fail"), Is.EqualTo(ExecutionStatus.Failed));
        Assert.That(Run.StatusOf("Final"), Is.EqualTo(ExecutionStatus.NotRun));
    }

    [Test]
    public void A_build_may_proceed_after_a_failure_but_has_failed()
    {
        var exitCode = Run.Execute<Failing>(x => x.AfterTolerated);

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(TestRun.Ran, Is.EqualTo(new[] { "AfterTolerated" }));
    }

    [Test]
    [Difference]
    public void An_ordinary_failure_is_told_without_a_stack_trace()
    {
        Run.Execute<Failing>(x => x.Fail);

        Assert.That(Run.Output, Does.Contain("Target Fail failed: the disk is full").And.Not.Contain("   at "));
        Assert.That(Run.Output, Does.Match("Fail +Failed .*// IOException: the disk is full"));
        Assert.That(Run.Output, Does.Contain("Build failed"));
    }

    [Test]
    [Difference]
    public void A_failure_is_printed_once_and_named_in_the_table()
    {
        Run.Execute<Failing>(x => x.Long);

        Assert.That(System.Text.RegularExpressions.Regex.Count(Run.Output, "the last line of a long message"), Is.EqualTo(1), Run.Output);
        Assert.That(Run.Output, Does.Not.Contain("Errors & Warnings"));
        Assert.That(Run.Output, Does.Match("Long +Failed .*// IOException: the beginning x+ … x+ the cause"));
    }

    [Test]
    public void An_error_that_a_target_logs_itself_is_repeated_at_the_end()
    {
        Run.Execute<Failing>(x => x.Logs);

        Assert.That(Run.Output, Does.Contain("[ERR] Logs: a detail"));
    }

    [Test]
    public void Verbose_shows_the_stack_trace()
    {
        Run.Execute<Failing>(x => x.Fail, "--verbosity", "verbose");

        Assert.That(Run.Output, Does.Contain("   at "));
    }

    [Test]
    public void A_mistake_in_code_shows_its_stack_trace()
    {
        Run.Execute<Failing>(x => x.Careless);

        Assert.That(Run.Output, Does.Contain("   at "));
    }

    [Test]
    public void Tasks_that_fail_together_are_all_told()
    {
        Run.Execute<Failing>(x => x.Parallel);

        Assert.That(Run.Output, Does.Contain("first is broken").And.Contain("second is broken"));
    }

    [Test]
    public void An_exit_code_set_by_the_build_wins()
        => Assert.That(Run.Execute<Failing>(x => x.SetsExitCode), Is.EqualTo(7));

    [Test]
    public void A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        var exitCode = Run.Execute<Failing>(x => x.Cancelled, "Cancelled", "Other", "Assured");

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(TestRun.Ran, Is.EqualTo(new[] { "Assured" }));
        Assert.That(Run.StatusOf("Cancelled"), Is.EqualTo(ExecutionStatus.Failed));
        Assert.That(Run.StatusOf("Other"), Is.EqualTo(ExecutionStatus.NotRun));
        Assert.That(Run.Output, Does.Contain("Build failed"));
    }

    [Test]
    [Difference]
    public void A_field_that_cannot_be_initialized_fails_the_build_with_its_line()
    {
        var exitCode = Run.Execute<Unmade>(x => x.Never);

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("no value").And.Contain("   at ").And.Not.Contain("TargetInvocationException"));
    }

    [Test]
    public void An_exit_code_set_by_the_definition_of_a_target_that_throws_wins()
        => Assert.That(Run.Execute<Refusing>(x => x.Refuses), Is.EqualTo(7));

    [Test]
    public void A_requirement_that_throws_is_reported_also_with_an_exit_code_of_its_own()
    {
        var exitCode = Run.Execute<Failing>(x => x.Requires);

        Assert.That(exitCode, Is.EqualTo(8));
        Assert.That(Run.Output, Does.Contain("a requirement is broken"));
        Assert.That(Run.StatusOf("Requires"), Is.EqualTo(ExecutionStatus.NotRun));
    }

    [Test]
    public void A_client_that_gives_up_has_failed_and_not_been_cancelled()
        => Assert.That(Run.Execute<Failing>(x => x.TimesOut), Is.EqualTo(255));

    private sealed class Unmade : NukeBuild
    {
        private readonly string value = Make();

        public Target Never => _ => _.Executes(() => Serilog.Log.Information(value));

        private static string Make() => throw new IOException("no value");
    }

    private sealed class Refusing : RecordingBuild
    {
        public Target Refuses => _ =>
        {
            ExitCode = 7;
            throw new IOException("refused");
        };
    }

    private sealed class Failing : RecordingBuild
    {
        public Target Fail => _ => _.Executes(() => throw new IOException("the disk is full"));
        public Target Final => _ => _.DependsOn(Fail).Executes(() => Ran.Add(nameof(Final)));
        public Target Assured => _ => _.After(Fail, Cancelled).AssuredAfterFailure().Executes(() => Ran.Add(nameof(Assured)));
        public Target Tolerated => _ => _.ProceedAfterFailure().Executes(() => throw new IOException("tolerable"));
        public Target AfterTolerated => _ => _.DependsOn(Tolerated).Executes(() => Ran.Add(nameof(AfterTolerated)));
        public Target Long => _ => _.Executes(() => throw new IOException(
            $"the beginning {new string('x', 200)} the cause\nthe last line of a long message"));
        public Target Logs => _ => _.Executes(() =>
        {
            Serilog.Log.Error("a detail");
            throw new IOException("the disk is full");
        });
        public Target Careless => _ => _.Executes(() => throw new KeyNotFoundException("k"));
        public Target Parallel => _ => _.Executes(() => Task.WaitAll(
            Task.FromException(new IOException("first is broken")),
            Task.FromException(new IOException("second is broken"))));
        public Target SetsExitCode => _ => _.Executes(() => { ExitCode = 7; throw new IOException("failed on purpose"); });
        public Target Other => _ => _.After(Cancelled).Executes(() => Ran.Add(nameof(Other)));
        public Target Cancelled => _ => _.Executes(() => throw new OperationCanceledException());
        public Target Requires => _ => _.Requires(() => Refuse()).Executes(() => Ran.Add(nameof(Requires)));
        public Target TimesOut => _ => _.Executes(() => throw new TaskCanceledException("timed out", new TimeoutException()));

        private bool Refuse()
        {
            ExitCode = 8;
            throw new IOException("a requirement is broken");
        }
    }
}
