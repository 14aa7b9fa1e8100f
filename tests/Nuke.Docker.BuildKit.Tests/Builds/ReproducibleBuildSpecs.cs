using System.Diagnostics;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Builds;

public sealed class ReproducibleBuildSpecs
{
    [Test]
    public void Times_are_rewritten_and_there_is_no_provenance()
    {
        var command = $"{ReproducibleBuild.Apply(new BuildxBuildSettings { Context = "." }, 1_700_000_000)}";

        Assert.That(command, Does.Contain("--build-arg SOURCE_DATE_EPOCH=1700000000"));
        Assert.That(command, Does.Contain("--output type=docker,oci-mediatypes=true,rewrite-timestamp=true").And.Contain("--provenance false"));
    }

    [Test]
    public void An_image_that_is_pushed_is_an_output_of_type_image()
    {
        var command = $"{ReproducibleBuild.Apply(new BuildxBuildSettings { Context = "." }.EnablePush(), 1)}";

        Assert.That(command, Does.Contain("--push").And.Contain("--output type=image,oci-mediatypes=true,rewrite-timestamp=true"));
    }

    [Test]
    public void Outputs_that_are_set_keep_their_kind()
    {
        var settings = new BuildxBuildSettings { Context = ".", Output = [new OciOutput("image.tar"), new LocalOutput("out")] };

        var outputs = ReproducibleBuild.Apply(settings, 1).Output!;

        var image = new OciOutput("image.tar") { RewriteTimestamp = true, OciMediaTypes = true };
        Assert.That(outputs, Is.EqualTo(new BuildOutput[] { image, new LocalOutput("out") }));
    }

    [Test]
    public void The_variable_wins_over_the_commit() =>
        Assert.That(ReproducibleBuild.TimeOf(TestContext.CurrentContext.TestDirectory, _ => "123"), Is.EqualTo(123));

    [Test]
    public void A_variable_that_is_no_number_is_refused() =>
        Assert.That(() => ReproducibleBuild.TimeOf("/", _ => "yesterday"), Throws.TypeOf<InvalidSettingException>().With.Message.Contains("'yesterday'"));

    [Test]
    public void The_time_is_that_of_the_last_commit()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("file", "");

        Assert.That(() => ReproducibleBuild.TimeOf(folder.Path, _ => null), Throws.TypeOf<InvalidSettingException>().With.Message.Contains("has no commit"));
        Git(folder.Path, "init", "-q");
        Git(folder.Path, "add", ".");
        Git(folder.Path, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "first", "--date", "2001-09-09T01:46:40Z");

        Assert.That(ReproducibleBuild.TimeOf(folder.Path, _ => null), Is.EqualTo(1_000_000_000));
    }

    private static void Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, UseShellExecute = false };
        start.Environment["GIT_COMMITTER_DATE"] = "2001-09-09T01:46:40Z";
        try
        {
            using var process = Process.Start(start)!;
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("git is not installed.");
        }
    }
}
