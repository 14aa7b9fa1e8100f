namespace Nuke.Docker.BuildKit.Components.Tests;

/// <summary>Runs <c>DockerFix</c> on images that share a folder, a Dockerfile or an ignore file.</summary>
public sealed class DockerFixSpecs
{
    private const string Python = "FROM python:3.13-slim";

    private const string TwoTargets = Python + " as web\nCOPY . .\nCMD python web.py\n" + Python + " AS worker\nCOPY . .\nCMD python worker.py\n";

    private SmallBuildRun _run = null!;

    [SetUp]
    public void SetUp()
    {
        _run = new SmallBuildRun();
        _run.Write("Dockerfile", TwoTargets);
        _run.Write("job.Dockerfile", Python + "\nCOPY . .\nCMD python job.py\n");
    }

    [TearDown]
    public void TearDown() => _run.Dispose();

    [Test]
    public async Task Each_file_is_fixed_once_for_all_its_images()
    {
        var (exitCode, output) = await _run.RunAsync("SharedFolderBuild", ["DockerFix", "--apply"]);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(
            _run.Read("Dockerfile"),
            Is.EqualTo(Python + " AS web\nCOPY . .\nCMD [\"python\", \"web.py\"]\n" + Python + " AS worker\nCOPY . .\nCMD [\"python\", \"worker.py\"]\n"));
        Assert.That(_run.Read("job.Dockerfile"), Does.EndWith("CMD [\"python\", \"job.py\"]\n"));
        Assert.That(_run.Read(".dockerignore"), Does.Contain("**/.env"));
        Assert.That(output.Split("+++ b/.dockerignore"), Has.Length.EqualTo(2));
        Assert.That(output.Split("+++ b/Dockerfile"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Each_fix_says_if_it_is_applied_or_proposed()
    {
        var (exitCode, output) = await _run.RunAsync("SharedFolderBuild", ["DockerFix"]);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain("NDB016").And.Contain("(needs no proof)"));
        Assert.That(output, Does.Contain("NDB017 run the service as a new user is proposed, not applied: the service must write only"));
        Assert.That(_run.Read("Dockerfile"), Is.EqualTo(TwoTargets));
    }

    [Test]
    public async Task A_proof_without_an_engine_states_what_is_missing()
    {
        var (exitCode, output) = await _run.RunAsync("SharedFolderBuild", ["DockerFix", "--prove"]);

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.Contain("a proof needs an engine"));
        Assert.That(_run.Read("Dockerfile"), Is.EqualTo(TwoTargets));
    }
}
