using DockerTestSupport;
using FakeDocker;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Tests.Builds;

/// <summary>The docker driver cannot rewrite timestamps on the way into the engine, but on the way to a file.</summary>
public sealed class RewrittenImageSpecs
{
    private FakeDockerTool _docker = null!;

    [SetUp]
    public void Create()
    {
        _docker = new FakeDockerTool();
        _docker.On(["buildx"], 0, new Step(StepKind.File, """{"containerimage.digest":"sha256:built"}""", "--metadata-file"));
        File.WriteAllText(Path.Combine(_docker.Folder, "Dockerfile"), "FROM scratch\n");
    }

    [TearDown]
    public void Delete() => _docker.Dispose();

    [Test]
    public async Task The_docker_driver_writes_a_file_that_is_loaded_and_deleted()
    {
        _docker.On(["image", "load"], 0);

        var report = await BuildAsync(_ => _);

        Assert.That(Command(0), Does.Match("--output type=oci,dest=\\S+\\.tar,oci-mediatypes=true,rewrite-timestamp=true"));
        Assert.That(Command(1), Does.Match("^image load --quiet --input \\S+\\.tar$"));
        Assert.That((_docker.Calls.Count, report.Result.Digest), Is.EqualTo((2, "sha256:built")));
    }

    [Test]
    public async Task An_image_that_is_pushed_is_pushed_by_docker_under_each_tag()
    {
        _docker.On(["image"], 0);

        await BuildAsync(_ => _.EnablePush().AddTag("registry.example/bot:2"));

        Assert.That(Command(0), Does.Contain("type=oci,").And.Not.Contain("--push").And.Not.Contain("type=image"));
        Assert.That(
            new[] { Command(2), Command(3) },
            Is.EqualTo(new[] { "image push --quiet docker.io/acme/bot:1", "image push --quiet registry.example/bot:2" }));
    }

    [Test]
    public async Task A_push_that_is_refused_is_a_failed_push()
    {
        _docker.On(["image", "load"], 0).On(["image", "push"], 1, new Step(StepKind.Err, "denied: requested access to the resource is denied"));

        var failure = (await Assert.ThrowsAsync<DockerBuildException>(() => BuildAsync(_ => _.EnablePush())))!;

        Assert.That(failure.Kind, Is.EqualTo(DockerFaultKind.PushFailed));
        Assert.That(failure.Message, Does.Contain("docker.io/acme/bot:1").And.Contain("access"));
    }

    [Test]
    public async Task A_load_that_fails_fails_the_build()
    {
        _docker.On(["image", "load"], 1, new Step(StepKind.Err, "write /var/lib/x: no space left on device"));

        var failure = (await Assert.ThrowsAsync<DockerBuildException>(() => BuildAsync(_ => _)))!;

        Assert.That(failure.Kind, Is.EqualTo(DockerFaultKind.DiskFull));
    }

    [Test]
    public async Task Other_drivers_load_and_push_by_themselves()
    {
        Directory.CreateDirectory(Path.Combine(_docker.Folder, "buildx", "instances"));
        File.WriteAllText(
            Path.Combine(_docker.Folder, "buildx", "instances", "farm"),
            """{"Name":"farm","Driver":"remote","Nodes":[{"Name":"farm0","Endpoint":"tcp://farm:1234"}]}""");

        await BuildAsync(_ => _.SetBuilder("farm"));

        Assert.That(Command(0), Does.Contain("--output type=docker,oci-mediatypes=true,rewrite-timestamp=true"));
        Assert.That(_docker.Calls, Has.Count.EqualTo(1));
    }

    private string Command(int call) => string.Join(' ', _docker.Calls[call].Arguments);

    private Task<BuildReport> BuildAsync(Func<BuildxBuildSettings, BuildxBuildSettings> configure)
    {
        var build = new BuildxBuildSettings().SetContext(_docker.Folder).AddTag("acme/bot:1");
        var settings = configure(build.AddEnvironmentVariable("DOCKER_CONFIG", _docker.Folder));
        return BuildxTasks.BuildxBuildAsync(
            _docker.StandIn(ReproducibleBuild.Apply(settings, 1_700_000_000)),
            new BuildxBuildOptions { Recovery = RecoveryLimits.Off });
    }
}
