using Nuke.Docker.BuildKit.Scaffolding.Ci;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Ci;

[Platform(Exclude = "Win")]
public sealed class CiFolderSpecs
{
    private const string Root = "/home/me/bot";
    private const string Caches = "/home/me/.cache/nuke-docker-buildkit/bot-0123abcd";

    [TestCase("/home/me/bot/.nuke/temp/docker-ledger", ".nuke/temp/docker-ledger", "*/ledger.json", false)]
    [TestCase(Caches, "~/.cache/nuke-docker-buildkit", "-*/*/ledger.json", true)]
    [TestCase(Caches + "-temp/docker-ledger", "~/.cache/nuke-docker-buildkit", "-*/docker-ledger/*/ledger.json", true)]
    public void A_folder_is_found_on_another_machine(string folder, string path, string files, bool isShared) =>
        Assert.That(CiFolder.Of("ledger", folder, "*/ledger.json", Root, Caches), Is.EqualTo(new CiFolder("ledger", path, files, isShared)));

    [TestCase("/srv/ledgers")]
    [TestCase("/home/me/bot")]
    [TestCase("/home/me/bots/ledgers")]
    [TestCase("/home/me/.cache/nuke-docker-buildkit")]
    [TestCase("/home/me/.cache/nuke-docker-buildkit/ledgers")]
    public void A_folder_that_belongs_to_this_machine_is_not_carried(string folder) =>
        Assert.That(CiFolder.Of("ledger", folder, "*/ledger.json", Root, Caches), Is.Null);

    [Test]
    public void A_folder_on_another_machine_has_the_same_place_in_every_user_cache() => Assert.That(
        CiFolder.Of("history", "/tmp/caches/nuke-docker-buildkit/bot-1", "*.history", Root, "/tmp/caches/nuke-docker-buildkit/bot-1")!.Path,
        Is.EqualTo("~/.cache/nuke-docker-buildkit"));
}
