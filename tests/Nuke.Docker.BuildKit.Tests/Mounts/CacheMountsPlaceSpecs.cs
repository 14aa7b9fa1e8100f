using Nuke.Docker.BuildKit.Mounts;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Mounts;

public sealed class CacheMountsPlaceSpecs
{
    [TestCase("mounts", CacheMountsPlaceKind.Folder, "/root/mounts")]
    [TestCase("acme/mounts", CacheMountsPlaceKind.Folder, "/root/acme/mounts")]
    [TestCase(".nuke/temp/mounts/", CacheMountsPlaceKind.Folder, "/root/.nuke/temp/mounts")]
    [TestCase("/a:b/mounts", CacheMountsPlaceKind.Folder, "/a:b/mounts")]
    [TestCase("./mounts:1", CacheMountsPlaceKind.Folder, "/root/mounts:1")]
    [TestCase("mounts.tar", CacheMountsPlaceKind.Tar, "/root/mounts.tar")]
    [TestCase("/mounts.TAR", CacheMountsPlaceKind.Tar, "/mounts.TAR")]
    [TestCase("acme/mounts:pip", CacheMountsPlaceKind.Image, "acme/mounts:pip")]
    [TestCase("localhost:5000/mounts:pip", CacheMountsPlaceKind.Image, "localhost:5000/mounts:pip")]
    [TestCase("docker-image://acme/mounts", CacheMountsPlaceKind.Image, "acme/mounts:latest")]
    [Platform("Linux,MacOsX")]
    public void A_place_is_told_by_its_text(string text, CacheMountsPlaceKind kind, string value)
    {
        var place = CacheMountsPlace.Parse(text, "/root");

        Assert.That((place.Kind, place.Value), Is.EqualTo((kind, value)));
    }

    [Test]
    public void Nothing_is_no_place() => Assert.Throws<InvalidSettingException>(() => CacheMountsPlace.Parse(" "));
}
