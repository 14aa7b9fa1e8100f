using System.Globalization;
using Docker.DotNet.Models;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Containers;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Tests.Containers;

public sealed class ImageContainerSpecs
{
    private static readonly EngineConnection s_engine =
        new(EngineEndpoint.Parse("unix:///var/run/docker.sock"), "/usr/bin/docker", null, Embedded: false, NeedsHostNetwork: false);

    [TestCase("bot", "bot")]
    [TestCase("my_bot.web-1", "my_bot.web-1")]
    [TestCase("bót web", "b-t-web")]
    [TestCase("-bot-", "bot")]
    public void The_name_of_the_container_is_valid_for_docker(string image, string name) => Assert.That(ImageContainer.NameOf(image), Is.EqualTo(name));

    [Test]
    public void Exposed_TCP_ports_are_published_on_the_loopback_address()
    {
        var command = Command(s_engine, [], "8000/tcp", "53/udp", "9000");

        Assert.That(command, Does.Contain("--publish 127.0.0.1:8000:8000 --publish 127.0.0.1:9000:9000").And.Not.Contain("53"));
    }

    [Test]
    public void A_taken_port_is_left_to_the_engine() => Assert.That(Command(s_engine, [8000], "8000/tcp"), Does.Contain("--publish 127.0.0.1::8000"));

    [Test]
    public void An_engine_without_a_bridge_publishes_nothing() => Assert.That(
        Command(s_engine with { NeedsHostNetwork = true, Embedded = true }, [], "8000/tcp"),
        Does.Contain("--network host").And.Not.Contain("--publish"));

    [Test]
    public void The_digest_changes_with_the_image_and_the_command()
    {
        var settings = new DockerRunSettings { Image = "bot:latest" };
        var image = new ImageInspectResponse { ID = "sha256:1" };

        var digest = ImageContainer.DigestOf(settings, image);

        Assert.That(ImageContainer.DigestOf(settings, new ImageInspectResponse { ID = "sha256:1" }), Is.EqualTo(digest));
        Assert.That(ImageContainer.DigestOf(settings, new ImageInspectResponse { ID = "sha256:2" }), Is.Not.EqualTo(digest));
        Assert.That(ImageContainer.DigestOf(settings.AddEnv("A", "1"), image), Is.Not.EqualTo(digest));
    }

    private static string Command(EngineConnection engine, HashSet<int> taken, params string[] ports)
    {
        var image = new ImageInspectResponse
        {
            ID = "sha256:1",
            Config = new DockerOCIImageConfig { ExposedPorts = ports.ToDictionary(port => port, _ => default(EmptyStruct)) },
        };
        return string.Create(CultureInfo.InvariantCulture, $"{ImageContainer.SettingsOf("bot:latest", "bot", image, engine, taken)}");
    }
}
