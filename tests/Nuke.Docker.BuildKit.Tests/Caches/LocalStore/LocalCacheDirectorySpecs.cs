using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

public sealed class LocalCacheDirectorySpecs
{
    private string _root = null!;
    private LocalCacheDirectory _directory = null!;

    [SetUp]
    public void Create()
    {
        _root = Directory.CreateTempSubdirectory("caches-").FullName;
        _directory = new LocalCacheDirectory(_root);
    }

    [TearDown]
    public void Delete() => Directory.Delete(_root, recursive: true);

    [Test]
    public void What_was_used_longest_ago_goes_first_until_the_rest_fits()
    {
        var (old, middle, latest) = (Store("old", 1), Store("middle", 2), Store("latest", 3));

        var told = _directory.Shrink(2_500, [(latest, "latest")]);

        Assert.That(told.Single(), Does.Contain(old).And.Contains("least recently used"));
        Assert.That(_directory.Read().Select(info => info.Folder), Is.EquivalentTo([middle, latest]));
    }

    [Test]
    public void A_clock_that_was_set_back_changes_no_order()
    {
        var old = Store("old", 1, DateTimeOffset.UtcNow.AddYears(1));
        Store("latest", 2, DateTimeOffset.UtcNow.AddYears(-1));

        var told = _directory.Shrink(1_500, []);

        Assert.That(told.Single(), Does.Contain(old));
    }

    [Test]
    public void The_image_that_was_just_built_stays_if_it_fits_alone()
    {
        var built = Store("built", 1);
        Store("later", 2);

        _directory.Shrink(1_500, [(built, "latest")]);

        Assert.That(_directory.Read().Select(info => info.Folder), Is.EqualTo([built]));
    }

    [Test]
    public void The_image_that_was_just_built_goes_if_it_alone_is_too_large_and_that_is_said()
    {
        var built = Store("built", 1);

        var told = _directory.Shrink(500, [(built, "latest")]);

        Assert.That(told.Single(), Does.Contain("(1.1").And.Contains("it alone exceeds the limit"));
        Assert.That(_directory.Read(), Is.Empty);
    }

    [Test]
    public void A_cache_that_another_build_has_open_stays_and_that_is_said()
    {
        var folder = Store("busy", 1);
        using var open = LocalCacheStore.TryOpen(folder);

        var told = _directory.Shrink(0, []);

        Assert.That(told.Single(), Does.Contain("is kept because another build has it open"));
        Assert.That(_directory.Read(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Caches_are_found_at_any_depth_and_nothing_is_looked_for_within_one()
    {
        var deep = Store(Path.Combine("api", "main", "linux-arm64"), 1);
        Store(Path.Combine("api", "main", "linux-arm64", "cache", "blobs", "inner"), 2);
        Directory.CreateDirectory(Path.Combine(_root, "empty"));

        Assert.That(_directory.Stores(), Is.EqualTo([deep]));
        Assert.That(new LocalCacheDirectory(Path.Combine(_root, "absent")).Stores(), Is.Empty);
    }

    [Test]
    public void The_last_use_is_that_of_any_image()
    {
        Store("api", 4);
        Store("web", 7);

        Assert.That(_directory.LastUse(), Is.EqualTo(7));
    }

    [TestCase("")]
    [TestCase("1")]
    [TestCase("x\t2026-01-01\tlatest\n-3\t2026-01-01\tlatest\n1\tyesterday\tlatest\n")]
    public void Uses_that_cannot_be_read_count_as_none(string content)
    {
        var folder = Store("api", 4);
        File.WriteAllText(Path.Combine(folder, ".store", "uses"), content);

        Assert.That(LocalCacheInfo.Read(folder).Images.Single().UseNumber, Is.Zero);
    }

    private string Store(string name, long number, DateTimeOffset? time = null)
    {
        var sample = new SampleStore(Path.Combine(_root, name));
        sample.AddImage("latest", new string('x', 800) + name);
        using var store = LocalCacheStore.TryOpen(sample.Folder)!;
        store.RecordUse(["latest"], number);
        if (time is { } moment)
            StoreUses.Read(new StoreLayout(sample.Folder)).With(["latest"], number, moment, ["latest"]).Write(new StoreLayout(sample.Folder));
        return sample.Folder;
    }
}
