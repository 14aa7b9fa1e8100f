using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Engines;

[Category("Engine")]
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EngineLocatorSpecs
{
    [Test]
    public async Task A_daemon_that_answers_is_preferred()
    {
        await using var running = new PrivateEngine();
        await using var unused = new PrivateEngine();
        var connection = await running.Engine.StartAsync();
        var environment = EnvironmentWith(connection.DockerHost, Path.GetDirectoryName(connection.DockerPath)!);
        environment["DOCKER_CONFIG"] = connection.DockerConfig!;

        var found = await new EngineLocator(unused.Engine, environment).FindAsync();

        Assert.That((found.DockerHost, found.Embedded, found.DockerPath), Is.EqualTo((connection.DockerHost, false, connection.DockerPath)));
        Assert.That((await unused.Engine.StatusAsync()).ProcessId, Is.Null);
    }

    [Test]
    public async Task A_cli_without_buildx_is_replaced()
    {
        await using var running = new PrivateEngine();
        await using var unused = new PrivateEngine();
        var connection = await running.Engine.StartAsync();
        var bare = Path.Combine(running.Directory, "bare");
        Directory.CreateDirectory(bare);
        await File.WriteAllTextAsync(Path.Combine(bare, "docker"), "#!/bin/sh\nexit 1\n");
        File.SetUnixFileMode(Path.Combine(bare, "docker"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var found = await new EngineLocator(unused.Engine, EnvironmentWith(connection.DockerHost, bare)).FindAsync();

        Assert.That(found.Embedded, Is.False);
        Assert.That(await Shell.RunAsync(found with { Endpoint = found.Endpoint with { KnownToCli = false } }, "docker buildx ls"), Does.Contain("running"));
    }

    [Test]
    public async Task The_embedded_engine_is_recognized_by_its_own_shell_lines()
    {
        await using var own = new PrivateEngine();
        var connection = await own.Engine.StartAsync();

        var found = await new EngineLocator(own.Engine, EnvironmentWith(connection.DockerHost, "/nowhere")).FindAsync();

        Assert.That((found.Embedded, found.NeedsHostNetwork), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task A_daemon_that_was_named_and_is_silent_is_not_replaced_by_another()
    {
        await using var own = new PrivateEngine();

        var failure = await Assert.ThrowsAsync<EngineNotFoundException>(
            () => new EngineLocator(own.Engine, EnvironmentWith("unix:///nowhere/docker.sock", "/nowhere")).FindAsync());

        Assert.That(failure!.Message, Does.Contain("unix:///nowhere/docker.sock (DOCKER_HOST): the socket does not exist").And.Contain("unset DOCKER_HOST"));
    }

    [Test]
    public async Task An_address_that_cannot_be_read_is_told()
    {
        await using var own = new PrivateEngine();

        var failure = await Assert.ThrowsAsync<EngineNotFoundException>(
            () => new EngineLocator(own.Engine, EnvironmentWith("/var/run/docker.sock", "/nowhere")).FindAsync());

        Assert.That(failure!.Message, Does.Contain("unix:///var/run/docker.sock"));
    }

    private static Dictionary<string, string> EnvironmentWith(string host, string path) => new() { ["DOCKER_HOST"] = host, ["PATH"] = path };
}
