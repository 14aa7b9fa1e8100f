using Nuke.Common.Tooling;

namespace Nuke.EmbeddedHost.Tests.Tooling;

[Platform(Exclude = "Win")]
public class ProcessTasksSpecs
{
    [Test]
    public void Output_is_kept_line_by_line()
    {
        using var process = ProcessTasks.StartShell("echo out; echo err >&2");

        process.AssertZeroExitCode();

        Assert.That(process.Output.Select(x => (x.Type, x.Text)), Is.EquivalentTo(new[] { (OutputType.Std, "out"), (OutputType.Err, "err") }));
        Assert.That(process.Output.StdToText(), Is.EqualTo("out"));
    }

    [Test]
    public void A_failure_tells_the_command_and_its_last_lines()
    {
        using var process = ProcessTasks.StartShell("echo broken >&2; exit 3", logOutput: false);

        Assert.That(
            () => process.AssertZeroExitCode(),
            Throws.TypeOf<ProcessException>().With.Message.Contain("exit code 3").And.Message.Contain("  broken"));
    }

    [Test]
    public void A_program_that_takes_too_long_is_ended()
    {
        using var process = ProcessTasks.StartProcess("sleep", "60", timeout: 50);

        var inTime = process.WaitForExit();

        Assert.That(inTime, Is.False);
        Assert.That(process.HasExited, Is.True);
    }

    [Test]
    public void A_program_that_takes_too_long_fails_where_it_must_end()
    {
        using var process = ProcessTasks.StartProcess("sleep", "60", timeout: 50);

        Assert.That(() => process.AssertZeroExitCode(), Throws.ArgumentException.With.Message.Contain("timed out and was killed"));
    }

    [Test]
    [Difference]
    public void What_a_program_leaves_behind_is_not_waited_for_although_it_holds_the_streams()
    {
        using var process = ProcessTasks.StartShell("sleep 60 & echo done");

        var waiting = Task.Run(process.WaitForExit);

        Assert.That(waiting.Wait(TimeSpan.FromSeconds(30)), Is.True, "it waits for the sleep");
        Assert.That(process.Output.StdToText(), Is.EqualTo("done"));
    }

    [Test]
    public void A_program_that_is_not_there_is_named()
        => Assert.That(() => ProcessTasks.StartProcess("no-such-program"), Throws.ArgumentException.With.Message.Contain("'no-such-program' was not found"));

    [Test]
    public void Interpolated_values_are_quoted_and_redacted()
    {
        var value = "two words";
        ArgumentStringHandler arguments = $"--name {value} --token {"s3cret":r}";

        var filter = arguments.GetFilter();
        var text = arguments.ToStringAndClear();

        Assert.That(text, Is.EqualTo("--name \"two words\" --token s3cret"));
        Assert.That(filter(text), Is.EqualTo("--name \"two words\" --token [REDACTED]"));
    }
}
