using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

/// <summary>Sizes and images of a cache, and the records of their use.</summary>
public sealed class LocalCacheInfoSpecs : OpenStoreSpecs
{
    [Test]
    public async Task Bytes_are_counted_by_what_reaches_them()
    {
        Sample.AddBlob("dead");
        using (var store = Open())
        {
            File.WriteAllText(Sample.PathOf(SampleStore.DigestOf("api")), "apiX!");
            store.Verify();
        }

        Directory.CreateDirectory(Path.Combine(Layout.Ingest, "half"));
        await File.WriteAllTextAsync(Path.Combine(Layout.Ingest, "half", "data"), "1234567");
        await File.WriteAllTextAsync(Path.Combine(Sample.Folder, "precious"), "");

        var info = LocalCacheInfo.Read(Sample.Folder);

        var note = new DirectoryInfo(Layout.Quarantine).GetFiles("why.txt", SearchOption.AllDirectories).Single().Length;
        Assert.That(info.Images.Select(image => (image.Tag, image.Damages.Count)), Is.EqualTo(new[] { ("web", 0) }));
        Assert.That(info.LiveBytes, Is.EqualTo(info.Images.Single().Bytes));
        Assert.That(info.QuarantinedBytes, Is.EqualTo(5 + note));
        Assert.That(info.DeadBytes, Is.EqualTo(7 + 4 + DeadOf("api")));
        Assert.That(info.Bytes, Is.EqualTo(info.LiveBytes + info.DeadBytes + info.QuarantinedBytes));
        Assert.That((info.Strangers, info.Folder), Is.EqualTo((new[] { "precious" }, Sample.Folder)));
    }

    [Test]
    public void Images_share_blobs_and_the_one_used_last_is_first()
    {
        using (var store = Open())
        {
            store.RecordUse(["web"], 5);
            Time.Advance(TimeSpan.FromHours(1));
            store.RecordUse(["api"], 3);
        }

        var info = LocalCacheInfo.Read(Sample.Folder);

        Assert.That(info.Images.Select(image => (image.Tag, image.UseNumber, image.LastUsed)), Is.EqualTo(new[]
        {
            ("api", 6L, Time.GetUtcNow()),
            ("web", 5L, Time.GetUtcNow().AddHours(-1)),
        }), "a use is larger than any before");
        Assert.That(info.Images.Sum(image => image.Bytes) - info.LiveBytes, Is.EqualTo("base".Length), "counted for both");
    }

    [Test]
    public void An_image_without_a_recorded_use_was_used_when_its_cache_was_written()
    {
        var written = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Sample.Index, written);

        Assert.That(
            LocalCacheInfo.Read(Sample.Folder).Images.Select(image => (image.UseNumber, image.LastUsed)),
            Is.All.EqualTo((0L, new DateTimeOffset(written))));
    }

    [Test]
    public void A_folder_that_is_missing_or_new_holds_nothing()
    {
        var missing = Path.Combine(Sample.Folder, "none");

        var info = LocalCacheInfo.Read(missing);

        Assert.That((info.Folder, info.Bytes, info.Images.Count, info.Damages.Count), Is.EqualTo((missing, 0L, 0, 0)));
        Assert.That((LocalCacheStore.IsStore(missing), Directory.Exists(missing)), Is.EqualTo((false, false)));
        Assert.That(LocalCacheInfo.Read(Directory.CreateDirectory(missing).FullName).Damages, Is.Empty, "a new cache is whole");
    }

    [Test]
    public void A_use_forgets_images_that_are_gone()
    {
        using var store = Open();
        store.RecordUse(["api", "web"], 5);
        store.Remove("api");

        store.RecordUse([], 9);

        Assert.That(StoreUses.Read(Layout).ByTag.Keys, Is.EqualTo(new[] { "web" }));
        Assert.That(File.ReadAllText(Layout.Uses), Is.EqualTo("5\t2026-11-21T10:00:00.0000000+00:00\tweb\n"));
    }

    [Test]
    public void A_tag_with_odd_characters_is_remembered()
    {
        new StoreUses(new Dictionary<string, (long, DateTimeOffset)> { ["a\tb"] = (2, Time.GetUtcNow()), [""] = (1, Time.GetUtcNow()) }).Write(MadeLayout());

        var uses = StoreUses.Read(Layout);

        Assert.That((uses.Of("a\tb")?.Number, uses.Of(null)?.Number, uses.Of("x"), uses.Last), Is.EqualTo((2L, 1L, ((long, DateTimeOffset)?)null, 2L)));
        Assert.That(StoreUses.None.Last, Is.Zero);
    }

    // The manifest, the configuration and the layers that only this image has, without those that were set aside.
    private long DeadOf(string tag)
    {
        var manifest = Sample.AddImage(tag, "base", tag);
        var bytes = new FileInfo(Sample.PathOf(manifest)).Length;
        return bytes + $"configuration of {tag}".Length;
    }
}
