using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Caches.LocalStore;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

public sealed partial class LocalCacheStoreSpecs
{
    private SampleStore _sample = null!;
    private LocalCacheStore _store = null!;

    [SetUp]
    public async Task Open()
    {
        _sample = new SampleStore();
        _sample.AddImage("api", "base", "api");
        _sample.AddImage("web", "base", "web");
        _store = await LocalCacheStore.OpenAsync(_sample.Folder);
    }

    [TearDown]
    public void Delete()
    {
        _store.Dispose();
        _sample.Dispose();
    }

    [Test]
    public void A_damaged_image_leaves_the_index_and_the_others_stay()
    {
        File.WriteAllText(_sample.PathOf(SampleStore.DigestOf("api")), "apiX");

        var found = _store.Verify();

        Assert.That((found.Tags, found.DroppedTags), Is.EqualTo((new[] { "web" }, new[] { "api" })).AsCollection);
        Assert.That(found.Describe(), Does.EndWith("has 4 bytes instead of 3"));
        Assert.That(LocalCacheInfo.Read(_sample.Folder).Images.Select(image => image.Tag), Is.EqualTo(["web"]));
        Assert.That(_sample.Has("base"), "complete blobs stay for the next export");
    }

    [Test]
    public void Blobs_that_only_a_damaged_manifest_knew_are_read_before_an_export_takes_them_for_good()
    {
        File.WriteAllText(_sample.PathOf(_sample.AddImage("api", "base", "api")), "");
        File.WriteAllText(_sample.PathOf(SampleStore.DigestOf("api")), "apX");
        var good = _sample.AddBlob("good");

        _store.Verify();

        Assert.That((_sample.Has("api"), File.Exists(_sample.PathOf(good)), _sample.Has("base")), Is.EqualTo((false, true, true)));
    }

    [Test]
    public void What_is_damaged_is_set_aside_with_a_note_and_only_the_last_few_are_kept()
    {
        for (var round = 0; round < 5; round++)
        {
            _sample.AddImage("api", "base", "api");
            File.WriteAllText(_sample.PathOf(SampleStore.DigestOf("api")), "apiX");
            _store.Verify();
        }

        var kept = new DirectoryInfo(Path.Combine(_sample.Folder, ".store", "quarantine")).GetDirectories();
        Assert.That(kept, Has.Length.EqualTo(3));
        Assert.That(File.ReadAllText(Path.Combine(kept[0].FullName, SampleStore.DigestOf("api")["sha256:".Length..])), Is.EqualTo("apiX"));
        Assert.That(File.ReadAllText(Path.Combine(kept[0].FullName, "why.txt")), Does.Contain("has 4 bytes instead of 3"));
    }

    [Test]
    public async Task A_changed_layer_of_the_right_size_is_found_if_it_is_newer_than_the_last_build_or_all_is_read()
    {
        await _store.SweepAsync();
        var layer = _sample.PathOf(SampleStore.DigestOf("api"));
        var written = File.GetLastWriteTimeUtc(layer);
        await File.WriteAllTextAsync(layer, "apX");
        File.SetLastWriteTimeUtc(layer, written);

        Assert.That(LocalCacheInfo.Read(_sample.Folder).Damages, Is.Empty, "old: trusted");
        Assert.That(LocalCacheInfo.Read(_sample.Folder, full: true).Damages.Single().Problem, Is.EqualTo("does not match its digest"));
        Assert.That(_store.Verify().IsWhole, "old: trusted");
        Assert.That(_store.Verify(full: true).Describe(), Does.EndWith("does not match its digest"));

        _sample.AddImage("api", "base", "api");
        await File.WriteAllTextAsync(layer, "apX");
        File.SetLastWriteTimeUtc(layer, written.AddSeconds(5));
        Assert.That(_store.Verify().IsWhole, Is.False, "new: read");
    }

    [TestCase("", "is empty")]
    [TestCase("{", "is not JSON")]
    [TestCase("null", "is not a JSON object")]
    [TestCase("""{"schemaVersion":1}""", "schema version 1")]
    [TestCase("""{"manifests":{}}""", "'manifests' that is not an array")]
    [TestCase("""{"manifests":[1]}""", "a descriptor that is not an object")]
    [TestCase("""{"manifests":[{"digest":"sha256:../../etc/passwd","size":1}]}""", "not a digest")]
    [TestCase("""{"manifests":[{"digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","size":-1}]}""", "no valid size")]
    public async Task A_damaged_index_is_replaced_by_the_copy_of_the_last_sweep(string content, string problem)
    {
        await _store.SweepAsync();
        await File.WriteAllTextAsync(_sample.Index, content);

        var found = _store.Verify();

        Assert.That(found.Describe(), Does.Contain(problem));
        Assert.That((found.IndexRestored, found.Tags.Count), Is.EqualTo((true, 2)));
        Assert.That(_store.Verify().IsWhole);
    }

    [Test]
    public void A_damaged_index_without_a_copy_is_no_index()
    {
        File.WriteAllText(_sample.Index, "{");

        var found = _store.Verify();

        Assert.That((found.IndexRestored, found.Tags.Count, File.Exists(_sample.Index)), Is.EqualTo((false, 0, false)));
    }

    [Test]
    public void An_image_is_removed_with_what_no_other_reaches()
    {
        var sweep = _store.Remove("api");

        Assert.That(sweep.Skipped, Is.Null);
        Assert.That((_sample.Has("api"), _sample.Has("base"), _sample.Has("web")), Is.EqualTo((false, true, true)));
        Assert.That(LocalCacheInfo.Read(_sample.Folder).Images.Select(image => image.Tag), Is.EqualTo(["web"]));
    }

    [Test]
    public async Task A_cleared_cache_keeps_the_files_of_others()
    {
        string[] precious = ["blobs/notes", "blobs/sha256/notes", "precious"];
        foreach (var file in precious)
            await File.WriteAllTextAsync(Path.Combine(_sample.Folder, file), "");
        await _store.SweepAsync();

        _store.Clear();

        var left = Directory.EnumerateFiles(_sample.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_sample.Folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        Assert.That(left, Is.EqualTo([".store/lock", .. precious]));
    }

    [Test]
    public void Where_the_index_can_not_be_rewritten_no_blob_that_it_names_is_moved()
    {
        var layer = _sample.PathOf(SampleStore.DigestOf("api"));
        File.WriteAllText(layer, "apiX");
        // Blocks the file that replaces the index, as a full disk would.
        Directory.CreateDirectory($"{_sample.Index}.{Environment.ProcessId}.tmp");

        Assert.That(() => _store.Verify(), Throws.InstanceOf<UnauthorizedAccessException>().Or.InstanceOf<IOException>());

        Assert.That(File.Exists(layer));
    }

    [Test]
    [Platform("Linux,Win")]
    public async Task An_export_that_pauses_is_not_taken_for_dead_and_one_that_has_ended_is()
    {
        var data = Path.Combine(Directory.CreateDirectory(Path.Combine(_sample.Folder, "ingest", "somebody")).FullName, "data");
        _sample.AddBlob("dead");
        await using (var writer = new FileStream(data, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            writer.WriteByte(1);
            await writer.FlushAsync();

            Assert.That((await _store.SweepAsync()).Skipped, Is.EqualTo("something else exports into the folder"));
            Assert.That((File.Exists(data), _sample.Has("dead")), Is.EqualTo((true, true)));
        }

        Assert.That((await _store.SweepAsync()).Skipped, Is.Null);
        Assert.That((File.Exists(data), _sample.Has("dead")), Is.EqualTo((false, false)));
    }

    [Test]
    public void An_open_cache_is_nobody_else_s()
    {
        Assert.That(LocalCacheStore.TryOpen(_sample.Folder), Is.Null);

        _store.Dispose();

        using var next = LocalCacheStore.TryOpen(_sample.Folder);
        Assert.That(next, Is.Not.Null);
    }

    [Test]
    [Platform("Linux,Win")]
    public async Task What_we_leave_when_we_are_killed_is_taken_away()
    {
        string[] drafts = [".probe-4711", "index.json.4711.tmp"];
        foreach (var draft in drafts)
            await File.WriteAllTextAsync(Path.Combine(_sample.Folder, draft), "");
        Directory.CreateDirectory(Path.Combine(_sample.Folder, "ingest", "half"));
        await File.WriteAllTextAsync(Path.Combine(_sample.Folder, "ingest", "half", "data"), "ha");

        var sweep = await _store.SweepAsync();

        Assert.That(sweep.Strangers, Is.Empty);
        Assert.That(drafts.Where(draft => File.Exists(Path.Combine(_sample.Folder, draft))), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_sample.Folder, "ingest")), Is.Empty);
    }

    [Test]
    public async Task A_cache_of_a_real_buildx_is_whole_and_swept_to_what_its_two_forms_of_index_reach()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_sample.Folder)!, "real")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Recording.Folder, "cache", "buildx-0.29.1"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(Path.Combine(Recording.Folder, "cache", "buildx-0.29.1"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        using var store = await LocalCacheStore.OpenAsync(folder);

        Assert.That(store.Verify(full: true).Tags, Is.EquivalentTo(["list", "latest"]));
        var sweep = await store.SweepAsync();
        Assert.That((sweep.Deleted, sweep.Strangers.Count), Is.EqualTo((2, 0)));
        Assert.That(store.Verify(full: true).IsWhole);
    }
}
