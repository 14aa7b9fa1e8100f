using Nuke.Common;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Execution;

public class ContinueSpecs : RunSpecs
{
    [Test]
    public void What_succeeded_is_not_done_again()
    {
        Run.Write("broken", "");
        Run.Execute<Resumable>(x => x.Second);
        File.Delete(Path.Combine(Run.Root, "broken"));

        var exitCode = Run.Execute<Resumable>(x => x.Second, "--continue");

        Assert.That(exitCode, Is.Zero, Run.Output);
        Assert.That(TestRun.Ran, Is.EqualTo(new[] { "Second" }));
        Assert.That(Run.Output, Does.Match("First +Skipped"));
    }

    [Test]
    public void Other_arguments_begin_anew()
    {
        Run.Execute<Resumable>(x => x.Second, "First");

        Run.Execute<Resumable>(x => x.Second, "Second", "--continue");

        Assert.That(TestRun.Ran, Is.EqualTo(new[] { "First", "Second" }));
        Assert.That(Run.Output, Does.Contain("Nothing to continue"));
    }

    [Test]
    [Difference]
    public void Other_flags_begin_anew_too()
    {
        Run.Write("broken", "");
        Run.Execute<Resumable>(x => x.Second, "--no-logo");
        File.Delete(Path.Combine(Run.Root, "broken"));

        Run.Execute<Resumable>(x => x.Second, "--continue");

        Assert.That(TestRun.Ran, Is.EqualTo(new[] { "First", "Second" }));
        Assert.That(Run.Output, Does.Contain("Nothing to continue"));
    }

    private sealed class Resumable : RecordingBuild
    {
        public Target First => _ => _.Executes(() => Ran.Add(nameof(First)));

        public Target Second => _ => _.DependsOn(First).Executes(() =>
        {
            Common.Assert.False(File.Exists(RootDirectory / "broken"), "broken");
            Ran.Add(nameof(Second));
        });
    }
}
