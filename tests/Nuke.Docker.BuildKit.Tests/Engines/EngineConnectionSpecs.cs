using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Tests.Engines;

public sealed class EngineConnectionSpecs
{
    [Test]
    public void A_daemon_that_the_cli_finds_by_itself_needs_no_variable()
    {
        var connection = new EngineConnection(Endpoint("unix:///var/run/docker.sock", known: true), "/usr/bin/docker", null, false, false);

        Assert.That(connection.Environment, Is.Empty);
        Assert.That(connection.ShellLines, Is.Empty);
    }

    [Test]
    public void Shell_lines_survive_blanks_and_quotes()
    {
        var connection = new EngineConnection(Endpoint("unix:///w/it's mine/docker.sock", known: false), "/w/bin/docker", "/w/config", true, true);

        Assert.That(
            connection.ShellLines,
            Is.EqualTo(new[]
            {
                @"export DOCKER_HOST='unix:///w/it'\''s mine/docker.sock'",
                "export DOCKER_CONFIG='/w/config'",
                "export PATH='/w/bin':\"$PATH\"",
            }));
    }

    private static EngineEndpoint Endpoint(string host, bool known) => EngineEndpoint.Parse(host) with { KnownToCli = known };
}
