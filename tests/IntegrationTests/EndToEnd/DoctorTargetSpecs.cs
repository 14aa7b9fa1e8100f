using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.EndToEnd;

/// <summary><c>DockerDoctor</c> as a user runs it.</summary>
[Category("EndToEnd")]
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class DoctorTargetSpecs
{
    private Checkout _checkout = null!;

    [OneTimeSetUp]
    public void Copy() => _checkout = Checkout.CreateWithoutEngine();

    [OneTimeTearDown]
    public void Delete() => _checkout.Dispose();

    [Test]
    public async Task What_will_make_builds_fail_has_an_exit_code_of_its_own()
    {
        // A folder that the service's ignore file doesn't exclude.
        var run = await _checkout.RunAsync("DockerDoctor", "--docker-cache-directory", Path.Combine(_checkout.Service, "app", "cache"));

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.DoctorFoundErrors), run.ToString());
        Assert.That(run.Output, Does.Contain("is inside the build context of"));
    }

    [Test]
    public async Task Fix_merges_into_daemon_json_keeps_a_copy_has_dockerd_look_at_it_and_does_so_once()
    {
        await using var engine = new PrivateEngine();
        var connection = await engine.Engine.StartAsync();
        var configuration = Path.Combine(engine.Directory, "daemon.json");
        var before = await File.ReadAllTextAsync(configuration);
        await File.WriteAllTextAsync(configuration, before.TrimEnd()[..^1] + ",\"builder\":{\"gc\":{\"enabled\":false}}}");
        // A wrapper around the real dockerd that records each call.
        var bin = Directory.CreateDirectory(Path.Combine(engine.Directory, "bin")).FullName;
        var docker = Path.GetDirectoryName(connection.DockerPath)!;
        var dockerd = Path.Combine(bin, "dockerd");
        await File.WriteAllTextAsync(
            dockerd,
            $"#!/bin/sh\necho \"$@\" >> {bin}/asked\nPATH={docker}:{docker}/../sbin:$PATH exec {docker}/../sbin/dockerd \"$@\"\n");
        File.SetUnixFileMode(dockerd, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var variables = new Dictionary<string, string?>
        {
            ["DOCKER_HOST"] = connection.DockerHost,
            ["DOCKER_CONFIG"] = connection.DockerConfig,
            ["PATH"] = $"{bin}:{docker}:{Environment.GetEnvironmentVariable("PATH")}",
        };

        var first = await _checkout.RunAsync(variables, "DockerDoctor", "--fix", "--restart-docker");
        var written = await File.ReadAllTextAsync(configuration);
        var second = await _checkout.RunAsync(variables, "DockerDoctor", "--fix");

        Assert.Multiple(() =>
        {
            Assert.That(
                first.Output,
                Does.Contain("\"enabled\":true").And.Contain("Docker was not restarted: it is unknown how the engine at"),
                first.ToString());
            Assert.That(written, Is.EqualTo(before.TrimEnd()[..^1] + ",\"builder\":{\"gc\":{\"enabled\":true}}}"), "everything else stays as it is");
            Assert.That(Directory.GetFiles(engine.Directory, "daemon.json*.bak"), Has.Exactly(1).Items);
            Assert.That(File.ReadAllText(Path.Combine(bin, "asked")), Does.Contain("--validate --config-file"));
            Assert.That(File.ReadAllText(configuration), Is.EqualTo(written), second.ToString());
        });
    }
}
