using Nuke.Common;
using Nuke.EmbeddedHost.Tests.Runs;

namespace Nuke.EmbeddedHost.Tests.Execution;

public class RootDirectorySpecs : RunSpecs
{
    [Test]
    public void Without_a_nuke_directory_the_build_says_what_to_do()
    {
        Directory.Delete(Path.Combine(Run.Root, ".nuke"));

        var exitCode = Run.Execute<Rooted>(x => x.Show);

        Assert.That(exitCode, Is.EqualTo(255));
        Assert.That(Run.Output, Does.Contain("No directory '.nuke' was found").And.Contain("--root PATH"));
    }

    [Test]
    public void The_root_can_be_given()
    {
        Run.Write("elsewhere/file", "");

        Run.Execute<Rooted>(x => x.Show, "--root", "elsewhere");

        Assert.That(TestRun.Ran, Is.EqualTo(new[] { Path.Combine(Run.Root, "elsewhere"), Path.Combine(Run.Root, "elsewhere", ".nuke", "temp") }));
    }

    private sealed class Rooted : RecordingBuild
    {
        public Target Show => _ => _.Executes(() => Ran.AddRange([RootDirectory, TemporaryDirectory]));
    }
}
