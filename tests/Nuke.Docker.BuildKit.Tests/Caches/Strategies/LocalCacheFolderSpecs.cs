using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Tests.Caches.Strategies;

public sealed class LocalCacheFolderSpecs
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("cache-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Two_clones_of_one_name_have_two_folders()
    {
        var one = LocalCacheFolder.ForRepository("/home/ann/service");
        var other = LocalCacheFolder.ForRepository("/home/bob/service");

        Assert.That(one, Is.Not.EqualTo(other));
        Assert.That(Path.GetFileName(one), Does.StartWith("service-"));
    }

    [Test]
    public void A_trailing_slash_is_no_other_repository() =>
        Assert.That(LocalCacheFolder.ForRepository("/home/ann/service/"), Is.EqualTo(LocalCacheFolder.ForRepository("/home/ann/service")));

    [Test]
    public void It_is_never_below_the_repository() =>
        Assert.That(LocalCacheFolder.ForRepository(_folder), Does.Not.StartWith(_folder));

    [Test]
    public void A_first_build_writes_with_mode_max_and_reads_nothing()
    {
        var decision = LocalCacheFolder.Decide(_folder, canExport: true);

        Assert.That(decision.From, Is.Empty);
        Assert.That(decision.To.Select(entry => entry.ToArgument().Value), Is.EqualTo([$"type=local,dest={_folder},mode=max"]));
    }

    [Test]
    public void A_folder_that_holds_a_cache_is_read()
    {
        File.WriteAllText(Path.Combine(_folder, "index.json"), "{}");

        var decision = LocalCacheFolder.Decide(_folder, canExport: true);

        Assert.That(decision.From, Is.EqualTo(new CacheFrom[] { new LocalCacheFrom(_folder) }));
        Assert.That(decision.Reason, Does.Contain(_folder));
    }

    [Test]
    public void A_builder_that_cannot_export_gets_no_cache_and_the_cure_is_in_the_reason()
    {
        var decision = LocalCacheFolder.Decide(_folder, canExport: false);

        Assert.That(decision.To, Is.Empty);
        Assert.That(decision.Reason, Does.Contain("containerd-snapshotter").And.Contain("docker-container"));
    }
}
