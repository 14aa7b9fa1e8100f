using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.Hosts;

/// <summary><c>./build.sh DockerBuild</c> on a clean clone with a feed that has Nuke.Common.</summary>
[Category("Hosts")]
[Platform("Linux")]
public sealed class NukeHostBuildSpecs
{
    [Test]
    public async Task A_clean_clone_builds_its_image_on_the_package()
    {
        FullRun.Require("Takes minutes because it compiles everything with a separate feed.");

        using var feed = await StandInFeed.CreateWithEngineAsync();

        var run = await feed.BuildAsync("DockerBuild");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Not.Contain("using the embedded host"));
        Assert.That(feed.Host, Is.EqualTo("nuget"));
        // Below the folder of _build.csproj: NUKE looks for its build project above the program.
        var assemblies = Directory.GetFiles(feed.PathOf("build/bin/run"), "*.dll").Select(Path.GetFileName);
        Assert.That(assemblies, Has.Some.EqualTo("Nuke.Common.dll").And.None.EqualTo("Nuke.EmbeddedHost.dll"));
        Assert.That(BuildReportReader.Read(feed.PathOf("artifacts/docker/fastapi-service/report.json")).UserSteps, Is.Not.Empty);
    }
}
