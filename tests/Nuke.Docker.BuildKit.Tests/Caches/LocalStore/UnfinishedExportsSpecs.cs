using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

public sealed class UnfinishedExportsSpecs
{
    private SampleStore _sample = null!;
    private WatchedTime _time = null!;

    [SetUp]
    public void Create()
    {
        _sample = new SampleStore();
        _time = new WatchedTime();
        _time.SetUtcNow(DateTimeOffset.UtcNow);
    }

    [TearDown]
    public void Delete() => _sample.Dispose();

    [Test]
    public async Task An_entry_without_a_file_that_appeared_under_the_lock_is_deleted()
    {
        var exports = Lock();
        var entry = AddEntry();

        Assert.That(await RemoveAsync(exports), Is.True);
        Assert.That(Directory.Exists(entry), Is.False);
    }

    [Test]
    public async Task A_full_disk_that_leaves_such_an_entry_does_not_keep_the_cache_from_being_swept()
    {
        _sample.AddImage("latest", "layer");
        await using var store = await LocalCacheStore.OpenAsync(_sample.Folder, time: _time);
        AddEntry();
        _sample.AddBlob("dead");

        var sweep = store.SweepAsync();
        await PassQuietTimeAsync();

        Assert.That((await sweep).Skipped, Is.Null);
        Assert.That((_sample.Has("dead"), _sample.Has("layer")), Is.EqualTo((false, true)));
        Assert.That(LocalCacheInfo.Read(_sample.Folder).DeadBytes, Is.Zero);
    }

    [TestCase(1, true)]
    [TestCase(60, false)]
    [TestCase(-60, false)]
    public async Task An_entry_without_a_file_from_before_is_deleted_after_some_minutes(int minutes, bool stays)
    {
        var entry = AddEntry();
        Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddMinutes(-minutes));

        Assert.That(await RemoveAsync(Lock()), Is.Not.EqualTo(stays));
        Assert.That(Directory.Exists(entry), Is.EqualTo(stays));
    }

    [Test]
    public async Task An_entry_without_a_file_from_before_that_an_export_has_taken_up_again_is_deleted()
    {
        var entry = AddEntry();
        Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddMinutes(-1));
        var exports = Lock();
        await File.WriteAllTextAsync(Path.Combine(entry, "ref"), "");

        Assert.That(await RemoveAsync(exports), Is.True);
        Assert.That(Directory.Exists(entry), Is.False);
    }

    [Test]
    [Platform("Linux,Win")]
    public async Task An_entry_of_another_program_whose_file_is_open_is_kept()
    {
        var exports = Lock();
        var entry = AddEntry();
        await using (OpenData(entry))
            Assert.That(await RemoveAsync(exports), Is.False);

        Assert.That(Directory.Exists(entry), Is.True);
    }

    [Test]
    [Platform("Linux,Win")]
    public async Task An_entry_that_changes_in_the_meantime_is_kept_and_deleted_later()
    {
        var exports = Lock();
        var entry = AddEntry();
        await File.WriteAllTextAsync(Path.Combine(entry, "data"), "a");

        var removal = exports.RemoveAsync();
        await _time.FirstTimer;
        await File.AppendAllTextAsync(Path.Combine(entry, "data"), "b");
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await removal, Is.False);
        Assert.That(Directory.Exists(entry), Is.True);
        Assert.That(await RemoveAsync(exports), Is.True);
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_link_is_not_an_entry()
    {
        var outside = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_sample.Folder)!, "outside")).FullName;
        Directory.CreateDirectory(Path.Combine(_sample.Folder, "ingest"));
        var exports = Lock();
        Directory.CreateSymbolicLink(Path.Combine(_sample.Folder, "ingest", "link"), outside);

        Assert.That(await exports.RemoveAsync(), Is.True);
        Assert.That(Directory.Exists(outside));
    }

    private UnfinishedExports Lock() => new(new StoreLayout(_sample.Folder), _time);

    private string AddEntry() => Directory.CreateDirectory(Path.Combine(_sample.Folder, "ingest", "entry")).FullName;

    private static FileStream OpenData(string entry) =>
        new(Path.Combine(entry, "data"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private async Task<bool> RemoveAsync(UnfinishedExports exports)
    {
        var removal = exports.RemoveAsync();
        await PassQuietTimeAsync();
        return await removal;
    }

    private async Task PassQuietTimeAsync()
    {
        await _time.FirstTimer;
        _time.Advance(TimeSpan.FromSeconds(1));
    }
}
