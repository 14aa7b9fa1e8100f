using DockerTestSupport;
using Nuke.Docker.BuildKit.Engines;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Engines;

[Platform("Unix", Reason = "The tool is a shell script here.")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class EngineLocatorSpecs
{
    [Test]
    public async Task A_docker_that_is_a_script_is_asked_for_its_buildx_once()
    {
        using var folder = new TemporaryDirectory();
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, "{}", "Api-Version: 1.51\r\nOstype: linux\r\n"));
        var docker = folder.Write("docker", $"#!/bin/sh\necho \"$*\" >> {folder.Path}/calls; echo github.com/docker/buildx v0.29.1\n");
        File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var environment = new Dictionary<string, string>
        {
            ["DOCKER_HOST"] = daemon.Host,
            ["DOCKER_CONFIG"] = folder.Path,
            ["PATH"] = $"{folder.Path}:/usr/bin:/bin",
        };
        EngineLocator Locator() =>
            new(new EmbeddedEngine(Path.Combine(folder.Path, "engine")), environment, versionsFile: Path.Combine(folder.Path, "versions"));

        var first = await Locator().FindAsync();
        var second = await Locator().FindAsync();

        Assert.That((first.DockerPath, second.DockerPath), Is.EqualTo((docker, docker)));
        // Not even once if this machine has the plugin in a system folder.
        Assert.That(File.Exists($"{folder.Path}/calls") ? File.ReadAllLines($"{folder.Path}/calls") : [], Has.Length.LessThanOrEqualTo(1));
    }
}
