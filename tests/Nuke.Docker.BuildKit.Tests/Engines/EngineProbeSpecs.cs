using DockerTestSupport;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Tests.Engines;

public sealed class EngineProbeSpecs
{
    [Test]
    public async Task A_ping_tells_api_and_builder()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, "OK", "Api-Version: 1.51\r\nBuilder-Version: 2\r\nOstype: linux\r\n"));
        var probe = Connect(daemon);

        var ping = await probe.PingAsync();

        Assert.That(ping, Is.EqualTo(new EnginePing("1.51", "2", "linux")));
    }

    [TestCase("""[["driver-type","io.containerd.snapshotter.v1"]]""", true)]
    [TestCase("""[["Backing Filesystem","extfs"],["Supports d_type","true"]]""", false)]
    [TestCase("null", false)]
    public async Task The_driver_status_tells_whether_images_live_in_containerd(string status, bool expected)
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, "{\"ServerVersion\":\"28.5.2\",\"DriverStatus\":" + status + "}"));
        var probe = Connect(daemon);

        var info = await probe.InfoAsync();

        Assert.That((info.ServerVersion, info.UsesContainerdStore), Is.EqualTo(("28.5.2", expected)));
    }

    [Test]
    public async Task An_image_has_an_id_and_a_size()
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(200, """{"Id":"sha256:1","RepoTags":["a:1"],"Size":42}"""));
        var probe = Connect(daemon);

        var image = await probe.FindImageAsync("a:1");

        Assert.That(image, Is.EqualTo(new EngineImage("sha256:1", 42)));
    }

    [TestCase(200, """{"Name":"bridge","Id":"1"}""", true)]
    [TestCase(404, """{"message":"network bridge not found"}""", false)]
    public async Task A_network_exists_or_not(int status, string body, bool expected)
    {
        using var daemon = new FakeDaemon(FakeDaemon.Json(status, body));
        var probe = Connect(daemon);

        var there = await probe.HasNetworkAsync("bridge");

        Assert.That((there, daemon.Request), Is.EqualTo((expected, "GET /networks/bridge")));
    }

    private static EngineProbe Connect(FakeDaemon daemon) => new(EngineEndpoint.Parse(daemon.Host));
}
