using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

/// <summary>The files of a cache beside its blobs: what is kept, restored, deleted, and left to others.</summary>
public sealed class StoreFilesSpecs : OpenStoreSpecs
{
    [TestCase("index.json", true)]
    [TestCase(".store/lock", true)]
    [TestCase("blobs/sha256/x", true)]
    [TestCase("blobs/sha512/x", false)]
    [TestCase("oci-layout", false)]
    public void A_folder_is_a_store(string file, bool store)
    {
        var folder = Path.Combine(Sample.Folder, "inner");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
        File.WriteAllText(Path.Combine(folder, file), "");

        Assert.That(LocalCacheStore.IsStore(folder), Is.EqualTo(store));
    }

    [Test]
    public async Task A_sweep_without_an_index_deletes_nothing()
    {
        File.Delete(Sample.Index);
        using var store = Open();

        var sweep = await store.SweepAsync();

        Assert.That((sweep.Deleted, sweep.Skipped is null), Is.EqualTo((0, false)));
        Assert.That(Sample.Has("api"));
    }

    [Test]
    public async Task A_sweep_keeps_a_copy_of_the_index_and_writes_it_only_if_it_changed()
    {
        using var store = Open();
        await store.SweepAsync();
        Assert.That(File.ReadAllBytes(Layout.IndexCopy), Is.EqualTo(File.ReadAllBytes(Sample.Index)));

        foreach (var file in new[] { Layout.IndexCopy, Layout.Newest })
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        await store.SweepAsync();
        Assert.That(
            (File.GetLastWriteTimeUtc(Layout.IndexCopy), File.GetLastWriteTimeUtc(Layout.Newest)),
            Is.EqualTo((DateTime.UnixEpoch, DateTime.UnixEpoch)));

        Sample.AddImage("new", "layer");
        await store.SweepAsync();
        Assert.That(File.ReadAllBytes(Layout.IndexCopy), Is.EqualTo(File.ReadAllBytes(Sample.Index)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("x")]
    [TestCase("-1")]
    [TestCase("9223372036854775807")]
    public void A_time_that_cannot_be_read_is_none(string? content)
    {
        if (content is not null)
            File.WriteAllText(MadeLayout().Newest, content);

        Assert.That(NewestBlob.Read(Layout), Is.Null);
    }

    [Test]
    public void The_newest_blob_of_the_last_build_is_remembered()
    {
        var newest = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        var digests = new[] { "api", "web" }.Select(SampleStore.DigestOf).ToArray();
        File.SetLastWriteTimeUtc(Sample.PathOf(digests[0]), newest.AddDays(-1));
        File.SetLastWriteTimeUtc(Sample.PathOf(digests[1]), newest);

        NewestBlob.Write(MadeLayout(), digests);

        Assert.That((NewestBlob.Read(Layout), NewestBlob.Read(Layout)!.Value.Kind), Is.EqualTo((newest, DateTimeKind.Utc)));
    }

    [TestCase(".probe-4711", true)]
    [TestCase("index.json.4711.tmp", true)]
    [TestCase("index.json.lock", true)]
    [TestCase(".probe-", false)]
    [TestCase(".probe-a", false)]
    [TestCase("index.json..tmp", false)]
    [TestCase("index.json.a.tmp", false)]
    [TestCase("index.json.1.bak", false)]
    [TestCase("index.json.tmp", false)]
    public async Task Files_of_others_are_reported_and_stay(string name, bool ours)
    {
        var path = Path.Combine(Sample.Folder, name);
        await File.WriteAllTextAsync(path, "");
        using var store = Open();

        var sweep = await store.SweepAsync();

        Assert.That((sweep.Strangers.Contains(name), File.Exists(path)), Is.EqualTo((!ours, !ours || name.EndsWith("lock", StringComparison.Ordinal))));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Links_are_never_followed()
    {
        var outside = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Sample.Folder)!, "outside")).FullName;
        var blob = Path.Combine(outside, new string('0', 64));
        await File.WriteAllTextAsync(blob, "");
        await File.WriteAllTextAsync(Path.Combine(outside, "draft"), "");
        File.CreateSymbolicLink(Path.Combine(Sample.Folder, ".probe-1"), Path.Combine(outside, "draft"));
        Directory.CreateSymbolicLink(Path.Combine(Sample.Folder, "blobs", "sha512"), outside);
        Directory.CreateDirectory(Layout.Ingest);
        Directory.CreateSymbolicLink(Path.Combine(Layout.Ingest, "entry"), outside);
        using var store = Open();

        var sweep = await store.SweepAsync();
        store.Clear();

        Assert.That(sweep.Strangers, Is.EqualTo(new[] { Path.Combine("blobs", "sha512") }));
        Assert.That((File.Exists(blob), File.Exists(Path.Combine(outside, "draft"))), Is.EqualTo((true, true)));
    }

    [TestCase("blobs")]
    [TestCase("ingest")]
    [TestCase("oci-layout")]
    [TestCase("index.json")]
    [Platform(Exclude = "Win")]
    public async Task A_link_in_the_place_of_a_file_of_buildx_is_not_swept_through(string name)
    {
        var path = Path.Combine(Sample.Folder, name);
        var outside = Path.Combine(Path.GetDirectoryName(Sample.Folder)!, "outside");
        if (name == "blobs")
            Directory.Move(path, outside);
        else if (name == "ingest")
            Directory.CreateDirectory(outside);
        else
            File.Move(path, outside);
        File.CreateSymbolicLink(path, outside);
        var dead = name == "blobs" ? Path.Combine(outside, "sha256", new string('0', 64)) : Sample.PathOf($"sha256:{new string('0', 64)}");
        await File.WriteAllTextAsync(dead, "");
        using var store = Open();

        var sweep = await store.SweepAsync();

        Assert.That(File.Exists(dead), Is.True);
        Assert.That(sweep.Strangers.Count, Is.EqualTo(name == "blobs" ? 1 : 0));
        if (name != "blobs")
            Assert.That((LocalCacheInfo.Read(Sample.Folder).Damages[0].File, sweep.Skipped is null), Is.EqualTo((name, false)));
    }

    [Test]
    public async Task A_missing_index_is_restored_from_the_copy()
    {
        using var store = Open();
        await store.SweepAsync();
        File.Delete(Sample.Index);

        var seen = LocalCacheInfo.Read(Sample.Folder);
        var found = store.Verify();

        Assert.That((seen.Images.Count, seen.Damages.Single().File), Is.EqualTo((2, "index.json")));
        Assert.That((found.IndexRestored, found.Tags, File.Exists(Sample.Index)), Is.EqualTo((true, new[] { "api", "web" }, true)));
    }

    [Test]
    public async Task A_removed_image_does_not_come_back_from_the_copy()
    {
        using var store = Open();
        await store.SweepAsync();

        store.Remove("api");
        File.Delete(Sample.Index);

        Assert.That(store.Verify().Tags, Is.Empty);
    }

    [Test]
    public void An_image_that_is_missing_is_not_removed()
    {
        using var store = Open();

        var sweep = store.Remove("none");

        Assert.That((sweep.Deleted, sweep.Skipped is null), Is.EqualTo((0, false)));
        Assert.That(store.Verify().Tags, Has.Count.EqualTo(2));
    }

    [Test]
    public void Removing_the_last_image_removes_the_index()
    {
        using var store = Open();

        var live = store.Remove("api").LiveBytes;
        var last = store.Remove("web");

        Assert.That((live > 0, last.LiveBytes, File.Exists(Sample.Index)), Is.EqualTo((true, 0L, false)));
        Assert.That(Directory.GetFiles(Path.Combine(Sample.Folder, "blobs", "sha256")), Is.Empty);
    }

    [Test]
    public void No_blob_is_deleted_with_an_image_while_another_manifest_is_damaged()
    {
        File.Delete(Sample.PathOf(Sample.AddImage("web", "base", "web")));
        using var store = Open();

        var sweep = store.Remove("api");

        Assert.That((sweep.Deleted, sweep.Skipped is null, Sample.Has("api")), Is.EqualTo((0, false, true)));
    }

    [Test]
    public async Task Clearing_deletes_what_is_buildx_s_and_ours()
    {
        using var store = Open();
        await store.SweepAsync();
        store.RecordUse(["api"], 1);
        Directory.CreateDirectory(Path.Combine(Layout.Ingest, "half"));
        Directory.CreateDirectory(Path.Combine(Layout.Quarantine, "old"));

        var sweep = store.Clear();

        Assert.That((sweep.Deleted > 0, sweep.DeletedBytes > 0, sweep.LiveBytes), Is.EqualTo((true, true, 0L)));
        Assert.That(
            Directory.GetFileSystemEntries(Sample.Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Sample.Folder, path)),
            Is.EquivalentTo(new[] { ".store", ".store/lock", ".store/quarantine", "blobs", "blobs/sha256" }));
    }

    [Test]
    public void Own_files_are_not_written_through_a_link()
    {
        File.CreateSymbolicLink(Layout.Own, Path.GetTempPath());

        Assert.That(() => Open(), Throws.TypeOf<IOException>().With.Message.Contains(Layout.Own));
    }
}
