using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Execution;

/// <summary>Exit codes and signals, which need a process of their own.</summary>
[Platform(Exclude = "Win")]
public class ProcessSpecs : RunSpecs
{
    [TestCase("Log", 0)]
    [TestCase("Fail", 255)]
    [TestCase("Unknown", 255)]
    [TestCase("--unknown", 2)]
    [TestCase("--help", 0)]
    public void The_process_returns_the_exit_code(string argument, int expected)
    {
        using var build = new SampleProcess(Run.Root, argument);

        var exitCode = build.WaitForExit();

        Assert.That(exitCode, Is.EqualTo(expected), build.Output);
    }

    [Test]
    public void No_colors_where_the_output_is_not_a_terminal()
    {
        using var build = new SampleProcess(Run.Root, "Log");

        build.WaitForExit();

        Assert.That(build.Output, Does.Contain("[INF] done").And.Not.Contain('\e'));
    }

    [TestCase("Sleep", "> ", "INT")]
    [TestCase("Sleep", "> ", "TERM")]
    [TestCase("Careful", "waiting", "INT")]
    [Difference]
    public void A_signal_aborts_the_running_target_and_then_runs_what_is_assured(string target, string started, string signal)
    {
        using var build = new SampleProcess(Run.Root, target, "Assured", "Log");
        build.WaitFor(started);

        build.Signal(signal);

        Assert.That(build.WaitForExit(), Is.EqualTo(130), build.Output);
        Assert.That(build.Output, Does.Match($"{target} +Aborted").And.Match("Assured +Succeeded").And.Match("Log +NotRun"));
        Assert.That(build.Output, Does.Match(@"(?s)was aborted.*\[INF\] started 'true'"), "an assured target may start programs");
    }

    [Test]
    public void A_target_may_tidy_up_before_it_ends()
    {
        using var build = new SampleProcess(Run.Root, "Careful");
        build.WaitFor("waiting");

        build.Signal("INT");
        build.WaitForExit();

        Assert.That(build.Output, Does.Contain("tidied up"));
    }

    [Test]
    public void A_second_signal_ends_the_build_at_once()
    {
        using var build = new SampleProcess(Run.Root, "Stubborn");
        build.WaitFor("waiting");
        build.Signal("INT");
        build.WaitFor("Cancelling");

        build.Signal("INT");

        Assert.That(build.WaitForExit(), Is.EqualTo(130));
        Assert.That(build.Output, Does.Not.Contain("Build aborted"));
    }
}
