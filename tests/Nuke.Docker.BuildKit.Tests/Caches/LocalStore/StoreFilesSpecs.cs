using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

/// <summary>The files of a cache beside its blobs: what is kept, restored, deleted, and left to others.</summary>
public sealed class StoreFilesSpecs
{
    private SampleStore _sample = null!;
    private FakeTimeProvider _time = null!;

    private StoreLayout Layout => new(_sample.Folder);

    [SetUp]
    public void Create()
    {
        _sample = new SampleStore();
        _sample.AddImage("api", "base", "api");
        _sample.AddImage("web", "base", "web");
        _time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
    }

    [TearDown]
    public void Delete() => _sample.Dispose();

    [Test]
    public async Task Bytes_are_counted_by_what_reaches_them()
    {
        _sample.AddBlob("dead");
        using (var store = Open())
        {
            File.WriteAllText(_sample.PathOf(SampleStore.DigestOf("api")), "apiX!");
            store.Verify();
        }

        Directory.CreateDirectory(Path.Combine(Layout.Ingest, "half"));
        await File.WriteAllTextAsync(Path.Combine(Layout.Ingest, "half", "data"), "1234567");
        await File.WriteAllTextAsync(Path.Combine(_sample.Folder, "precious"), "");

        var info = LocalCacheInfo.Read(_sample.Folder);

        var note = new DirectoryInfo(Layout.Quarantine).GetFiles("why.txt", SearchOption.AllDirectories).Single().Length;
        Assert.That(info.Images.Select(image => (image.Tag, image.Damages.Count)), Is.EqualTo(new[] { ("web", 0) }));
        Assert.That(info.LiveBytes, Is.EqualTo(info.Images.Single().Bytes));
        Assert.That(info.QuarantinedBytes, Is.EqualTo(5 + note));
        Assert.That(info.DeadBytes, Is.EqualTo(7 + 4 + DeadOf("api")));
        Assert.That(info.Bytes, Is.EqualTo(info.LiveBytes + info.DeadBytes + info.QuarantinedBytes));
        Assert.That((info.Strangers, info.Folder), Is.EqualTo((new[] { "precious" }, _sample.Folder)));
    }

    [Test]
    public void Images_share_blobs_and_the_one_used_last_is_first()
    {
        using (var store = Open())
        {
            store.RecordUse(["web"], 5);
            _time.Advance(TimeSpan.FromHours(1));
            store.RecordUse(["api"], 3);
        }

        var info = LocalCacheInfo.Read(_sample.Folder);

        Assert.That(info.Images.Select(image => (image.Tag, image.UseNumber, image.LastUsed)), Is.EqualTo(new[]
        {
            ("api", 6L, _time.GetUtcNow()),
            ("web", 5L, _time.GetUtcNow().AddHours(-1)),
        }), "a use is larger than any before");
        Assert.That(info.Images.Sum(image => image.Bytes) - info.LiveBytes, Is.EqualTo("base".Length), "counted for both");
    }

    [Test]
    public void An_image_without_a_recorded_use_was_used_when_its_cache_was_written()
    {
        var written = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_sample.Index, written);

        Assert.That(
            LocalCacheInfo.Read(_sample.Folder).Images.Select(image => (image.UseNumber, image.LastUsed)),
            Is.All.EqualTo((0L, new DateTimeOffset(written))));
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
        new StoreUses(new Dictionary<string, (long, DateTimeOffset)> { ["a\tb"] = (2, _time.GetUtcNow()), [""] = (1, _time.GetUtcNow()) }).Write(MadeLayout());

        var uses = StoreUses.Read(Layout);

        Assert.That((uses.Of("a\tb")?.Number, uses.Of(null)?.Number, uses.Of("x"), uses.Last), Is.EqualTo((2L, 1L, ((long, DateTimeOffset)?)null, 2L)));
        Assert.That(StoreUses.None.Last, Is.Zero);
    }

    [Test]
    public void A_folder_that_is_missing_or_new_holds_nothing()
    {
        var missing = Path.Combine(_sample.Folder, "none");

        var info = LocalCacheInfo.Read(missing);

        Assert.That((info.Folder, info.Bytes, info.Images.Count, info.Damages.Count), Is.EqualTo((missing, 0L, 0, 0)));
        Assert.That((LocalCacheStore.IsStore(missing), Directory.Exists(missing)), Is.EqualTo((false, false)));
        Assert.That(LocalCacheInfo.Read(Directory.CreateDirectory(missing).FullName).Damages, Is.Empty, "a new cache is whole");
    }

    [TestCase("index.json", true)]
    [TestCase(".store/lock", true)]
    [TestCase("blobs/sha256/x", true)]
    [TestCase("blobs/sha512/x", false)]
    [TestCase("oci-layout", false)]
    public void A_folder_is_a_store(string file, bool store)
    {
        var folder = Path.Combine(_sample.Folder, "inner");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
        File.WriteAllText(Path.Combine(folder, file), "");

        Assert.That(LocalCacheStore.IsStore(folder), Is.EqualTo(store));
    }

    [Test]
    public async Task A_sweep_without_an_index_deletes_nothing()
    {
        File.Delete(_sample.Index);
        using var store = Open();

        var sweep = await store.SweepAsync();

        Assert.That((sweep.Deleted, sweep.Skipped), Is.EqualTo((0, sweep.Skipped)).And.Not.EqualTo((0, (string?)null)));
        Assert.That(_sample.Has("api"));
    }

    [Test]
    public async Task A_sweep_keeps_a_copy_of_the_index_and_writes_it_only_if_it_changed()
    {
        using var store = Open();
        await store.SweepAsync();
        Assert.That(File.ReadAllBytes(Layout.IndexCopy), Is.EqualTo(File.ReadAllBytes(_sample.Index)));

        foreach (var file in new[] { Layout.IndexCopy, Layout.Newest })
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        await store.SweepAsync();
        Assert.That(
            (File.GetLastWriteTimeUtc(Layout.IndexCopy), File.GetLastWriteTimeUtc(Layout.Newest)),
            Is.EqualTo((DateTime.UnixEpoch, DateTime.UnixEpoch)));

        _sample.AddImage("new", "layer");
        await store.SweepAsync();
        Assert.That(File.ReadAllBytes(Layout.IndexCopy), Is.EqualTo(File.ReadAllBytes(_sample.Index)));
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
        File.SetLastWriteTimeUtc(_sample.PathOf(digests[0]), newest.AddDays(-1));
        File.SetLastWriteTimeUtc(_sample.PathOf(digests[1]), newest);

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
        var path = Path.Combine(_sample.Folder, name);
        await File.WriteAllTextAsync(path, "");
        using var store = Open();

        var sweep = await store.SweepAsync();

        Assert.That((sweep.Strangers.Contains(name), File.Exists(path)), Is.EqualTo((!ours, !ours || name.EndsWith("lock", StringComparison.Ordinal))));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Links_are_never_followed()
    {
        var outside = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_sample.Folder)!, "outside")).FullName;
        var blob = Path.Combine(outside, new string('0', 64));
        await File.WriteAllTextAsync(blob, "");
        await File.WriteAllTextAsync(Path.Combine(outside, "draft"), "");
        File.CreateSymbolicLink(Path.Combine(_sample.Folder, ".probe-1"), Path.Combine(outside, "draft"));
        Directory.CreateSymbolicLink(Path.Combine(_sample.Folder, "blobs", "sha512"), outside);
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
        var path = Path.Combine(_sample.Folder, name);
        var outside = Path.Combine(Path.GetDirectoryName(_sample.Folder)!, "outside");
        if (name == "blobs")
            Directory.Move(path, outside);
        else if (name == "ingest")
            Directory.CreateDirectory(outside);
        else
            File.Move(path, outside);
        File.CreateSymbolicLink(path, outside);
        var dead = name == "blobs" ? Path.Combine(outside, "sha256", new string('0', 64)) : _sample.PathOf($"sha256:{new string('0', 64)}");
        await File.WriteAllTextAsync(dead, "");
        using var store = Open();

        var sweep = await store.SweepAsync();

        Assert.That(File.Exists(dead), Is.True);
        Assert.That(sweep.Strangers.Count, Is.EqualTo(name == "blobs" ? 1 : 0));
        if (name != "blobs")
            Assert.That(
                (LocalCacheInfo.Read(_sample.Folder).Damages[0].File, sweep.Skipped),
                Is.EqualTo((name, sweep.Skipped)).And.Not.EqualTo((name, (string?)null)));
    }

    [Test]
    public void The_link_that_was_set_aside_is_moved_and_not_its_target()
    {
        var outside = Path.Combine(Path.GetDirectoryName(_sample.Folder)!, "outside");
        File.Move(_sample.Index, outside);
        File.CreateSymbolicLink(_sample.Index, outside);
        using var store = Open();

        store.Verify();

        Assert.That((File.Exists(outside), new FileInfo(_sample.Index).LinkTarget), Is.EqualTo((true, (string?)null)));
        Assert.That(new DirectoryInfo(Layout.Quarantine).GetFiles("index.json", SearchOption.AllDirectories).Single().LinkTarget, Is.EqualTo(outside));
    }

    [Test]
    public void An_index_that_is_a_directory_is_set_aside()
    {
        File.Delete(_sample.Index);
        Directory.CreateDirectory(_sample.Index);
        using var store = Open();

        var found = store.Verify();

        Assert.That((found.IsWhole, found.IndexRestored, Directory.Exists(_sample.Index)), Is.EqualTo((false, false, false)));
    }

    [Test]
    public async Task A_missing_index_is_restored_from_the_copy()
    {
        using var store = Open();
        await store.SweepAsync();
        File.Delete(_sample.Index);

        var seen = LocalCacheInfo.Read(_sample.Folder);
        var found = store.Verify();

        Assert.That((seen.Images.Count, seen.Damages.Single().File), Is.EqualTo((2, "index.json")));
        Assert.That((found.IndexRestored, found.Tags, File.Exists(_sample.Index)), Is.EqualTo((true, new[] { "api", "web" }, true)));
    }

    [Test]
    public async Task A_removed_image_does_not_come_back_from_the_copy()
    {
        using var store = Open();
        await store.SweepAsync();

        store.Remove("api");
        File.Delete(_sample.Index);

        Assert.That(store.Verify().Tags, Is.Empty);
    }

    [Test]
    public void An_image_that_is_missing_is_not_removed()
    {
        using var store = Open();

        var sweep = store.Remove("none");

        Assert.That((sweep.Deleted, sweep.Skipped), Is.EqualTo((0, sweep.Skipped)).And.Not.EqualTo((0, (string?)null)));
        Assert.That(store.Verify().Tags, Has.Count.EqualTo(2));
    }

    [Test]
    public void Removing_the_last_image_removes_the_index()
    {
        using var store = Open();

        var live = store.Remove("api").LiveBytes;
        var last = store.Remove("web");

        Assert.That((live > 0, last.LiveBytes, File.Exists(_sample.Index)), Is.EqualTo((true, 0L, false)));
        Assert.That(Directory.GetFiles(Path.Combine(_sample.Folder, "blobs", "sha256")), Is.Empty);
    }

    [Test]
    public void No_blob_is_deleted_with_an_image_while_another_manifest_is_damaged()
    {
        File.Delete(_sample.PathOf(_sample.AddImage("web", "base", "web")));
        using var store = Open();

        var sweep = store.Remove("api");

        Assert.That((sweep.Deleted, sweep.Skipped is null, _sample.Has("api")), Is.EqualTo((0, false, true)));
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
            Directory.GetFileSystemEntries(_sample.Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_sample.Folder, path)),
            Is.EquivalentTo(new[] { ".store", ".store/lock", ".store/quarantine", "blobs", "blobs/sha256" }));
    }

    [Test]
    public void An_entry_of_an_unknown_type_is_a_damage()
    {
        _sample.AddEntry("odd", "text/plain", _sample.AddBlob("odd"));
        using var store = Open();

        var found = store.Verify();

        Assert.That((found.DroppedTags, found.Tags), Is.EqualTo((new[] { "odd" }, new[] { "api", "web" })));
        Assert.That(found.Damages.Single().Problem, Does.Contain("text/plain"));
    }

    [Test]
    public void What_is_set_aside_is_ordered_by_its_arrival()
    {
        foreach (var name in new[] { "4", "3", "2", "1" })
        {
            Directory.CreateDirectory(Path.Combine(MadeLayout().Quarantine, name));
            // File systems take the time from the kernel's tick, which is up to 10 ms long.
            Thread.Sleep(20);
        }

        new Quarantine(Layout, _time).Clean();

        var kept = Directory.GetDirectories(Layout.Quarantine).Select(Path.GetFileName);
        Assert.That(kept, Is.EquivalentTo(new[] { "1", "2", "3" }));
    }

    [Test]
    public void The_note_names_time_folder_and_damages()
    {
        File.WriteAllText(_sample.PathOf(SampleStore.DigestOf("api")), "apiX");
        using var store = Open();

        store.Verify();

        var folder = new DirectoryInfo(Layout.Quarantine).GetDirectories().Single();
        Assert.That(folder.Name, Does.StartWith("20261121T100000Z-"));
        Assert.That(
            File.ReadAllText(Path.Combine(folder.FullName, "why.txt")),
            Does.Contain("2026-11-21 10:00:00Z").And.Contain(_sample.Folder).And.Contain($"blobs{Path.DirectorySeparatorChar}sha256"));
    }

    [Test]
    public void Own_files_are_not_written_through_a_link()
    {
        File.CreateSymbolicLink(Layout.Own, Path.GetTempPath());

        Assert.That(() => Open(), Throws.TypeOf<IOException>().With.Message.Contains(Layout.Own));
    }

    [TestCase(1, "a")]
    [TestCase(3, "a; b; c")]
    [TestCase(5, "a; b; c; and 2 more")]
    public void Damages_are_described_up_to_three(int count, string text)
    {
        var damages = "abcde"[..count].Select(name => new CacheDamage($"{name}", "")).ToArray();

        Assert.That(new CacheVerification([], [], damages, false).Describe().Replace(" ;", ";", StringComparison.Ordinal).TrimEnd(), Is.EqualTo(text));
    }

    [TestCase("index.json", "index.json is x")]
    [TestCase("blobs/sha256/0123456789abcdef", "blobs/sha256/0123456789abcdef is x")]
    [TestCase("blobs/sha256/0123456789abcdef0123456789", "the blob 0123456789ab is x")]
    [TestCase("other/0123456789abcdef0123456789", "other/0123456789abcdef0123456789 is x")]
    public void The_name_of_a_blob_is_shortened(string file, string text) => Assert.That(new CacheDamage(file, "is x").ToString(), Is.EqualTo(text));

    private LocalCacheStore Open() => LocalCacheStore.TryOpen(_sample.Folder, _time)!;

    private StoreLayout MadeLayout()
    {
        Directory.CreateDirectory(Layout.Own);
        return Layout;
    }

    // The manifest, the configuration and the layers that only this image has, without those that were set aside.
    private long DeadOf(string tag)
    {
        var manifest = _sample.AddImage(tag, "base", tag);
        var bytes = new FileInfo(_sample.PathOf(manifest)).Length;
        return bytes + $"configuration of {tag}".Length;
    }
}
