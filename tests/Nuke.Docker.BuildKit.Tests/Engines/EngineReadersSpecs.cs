using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Tests.Answers;

namespace Nuke.Docker.BuildKit.Tests.Engines;

public sealed class EngineReadersSpecs
{
    [Test]
    public void Disk_usage_has_a_line_for_each_kind()
    {
        var usage = DiskUsageReader.Read(Answer.Text("system-df.json"));

        Assert.That(
            usage.Select(line => (line.Type, line.Count, line.Active)),
            Is.EqualTo([("Images", 7L, 2L), ("Containers", 2L, 2L), ("Local Volumes", 0L, 0L), ("Build Cache", 35L, 0L)]));
        Assert.That(
            (usage[0].Size, usage[0].Reclaimable),
            Is.EqualTo(((PrintedSize?)new PrintedSize(197_400_000, 50_000), (PrintedSize?)new PrintedSize(94_160_000, 5_000))));
    }

    [Test]
    public void Disk_usage_in_detail_has_what_only_counting_tells()
    {
        var usage = DiskUsageReader.ReadVerbose(Answer.Text("system-df-verbose.json"));

        Assert.That((usage.Images.Count, usage.Containers.Count, usage.Volumes.Count, usage.BuildCache.Records.Count), Is.EqualTo((7, 2, 0, 35)));
        Assert.That((usage.Images[0].SharedSize!.Value.Bytes, usage.Images[0].UniqueSize!.Value.Bytes), Is.EqualTo((145_500_000L, 51_620_000L)));
        Assert.That(
            usage.Containers.Select(container => (container.Name, container.State, container.Size!.Value.Bytes)),
            Is.EqualTo([("shop-api-1", "running", 4100L), ("shop-worker-1", "running", 4100L)]));
    }

    [Test]
    public void Versions_of_client_engine_and_components_are_read()
    {
        var versions = DockerVersionsReader.Read(Answer.Text("version.json"));

        Assert.That((versions.Client.Version, versions.Context), Is.EqualTo(("28.5.2+dfsg4", "default")));
        Assert.That(versions.Server, Is.EqualTo(new EngineVersion("28.5.2+dfsg4", "1.51", "1.24", "linux", "amd64", "6.18.44")));
        Assert.That(versions.Components["runc"], Is.EqualTo("1.1.5+ds1"));
    }

    [Test]
    public void A_client_without_an_engine_has_a_version() =>
        Assert.That(
            DockerVersionsReader.Read("""{"Client":{"Version":"28.5.2"},"Server":null}"""),
            Has.Property("Server").Null.And.Property("Client").Property("Version").EqualTo("28.5.2"));

    [Test]
    public void Info_has_the_engine_and_the_client_s_plugins()
    {
        var info = DockerInfoReader.Read(Answer.Text("info.json"));

        Assert.That(
            info.Engine,
            Is.EqualTo(
                new EngineInfo(
                    "28.5.2+dfsg4",
                    "overlayfs",
                    true,
                    "cgroupfs",
                    "1",
                    "/var/lib/docker",
                    "Debian GNU/Linux 12 (bookworm)",
                    "linux",
                    "x86_64",
                    2,
                    25_276_514_304)
                {
                    Id = "bbfc1c57-be38-4995-9c73-846ccdde8b71",
                    RunningContainers = 2,
                }));
        Assert.That(info.Plugins, Is.EquivalentTo(new Dictionary<string, string?> { ["buildx"] = "0.29.1+ds1", ["compose"] = "2.40.3-3" }));
        Assert.That((info.Containers, info.Images, info.Warnings.Single()), Is.EqualTo(((2L, 2L), 7L, "WARNING: IPv4 forwarding is disabled")));
        Assert.That(info.InsecureRegistries, Is.EqualTo(["::1/128", "127.0.0.0/8"]));
    }

    [Test]
    public void Info_without_an_engine_says_why()
    {
        var info = DockerInfoReader.Read("""{"ServerErrors":["Cannot connect"],"ClientInfo":{"Version":"28.5.2","Plugins":[]}}""");

        Assert.That((info.Engine, info.ServerErrors.Single(), info.ClientVersion), Is.EqualTo(((EngineInfo?)null, "Cannot connect", "28.5.2")));
    }
}
