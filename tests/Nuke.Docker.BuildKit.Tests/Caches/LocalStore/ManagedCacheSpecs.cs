using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

/// <summary>A cache for the time of a build that reads or writes it.</summary>
public sealed class ManagedCacheSpecs
{
    private SampleStore _sample = null!;
    private int _waits;

    [SetUp]
    public void Create()
    {
        _sample = new SampleStore();
        _sample.AddImage("latest", "base", "layer");
        _waits = 0;
    }

    [TearDown]
    public void Delete() => _sample.Dispose();

    [Test]
    public async Task A_cache_that_is_written_is_nobody_else_s()
    {
        using (var cache = await OpenAsync(isWritten: true))
        {
            Assert.That((cache.Folder, cache.Store is not null), Is.EqualTo((_sample.Folder, true)));
            Assert.That(LocalCacheStore.TryOpen(_sample.Folder), Is.Null);
        }

        using var next = LocalCacheStore.TryOpen(_sample.Folder);
        Assert.That((next is not null, _waits), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task A_cache_can_be_read_by_several_but_not_while_it_is_written()
    {
        using (var one = await OpenAsync(isWritten: false))
        using (var other = await OpenAsync(isWritten: false))
        {
            Assert.That((one.Store, other.Found.Tags), Is.EqualTo(((LocalCacheStore?)null, new[] { "latest" })));
            Assert.That(LocalCacheStore.TryOpen(_sample.Folder), Is.Null);
        }

        using var writer = LocalCacheStore.TryOpen(_sample.Folder)!;
        using var cancellation = new CancellationTokenSource();
        var waiting = ManagedCache.OpenAsync(_sample.Folder, false, false, cancellation.Cancel, TimeProvider.System, cancellation.Token);
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_is_damaged_is_set_aside_only_by_who_writes(bool isWritten)
    {
        File.WriteAllText(_sample.PathOf(SampleStore.DigestOf("layer")), "other than it was");

        using var cache = await OpenAsync(isWritten);

        Assert.That((cache.Found.Damages.Count, cache.Has(null, null)), Is.EqualTo((1, false)));
        Assert.That(_sample.Has("layer"), Is.EqualTo(!isWritten));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task All_is_read_on_request(bool isWritten)
    {
        Rot();
        using var cache = await OpenAsync(isWritten);
        var quick = cache.Found.IsWhole;

        var full = cache.VerifyAll();

        Assert.That((quick, full.IsWhole, cache.Found), Is.EqualTo((true, false, full)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task All_is_read_at_once_if_that_is_wanted(bool isWritten)
    {
        Rot();

        using var cache = await ManagedCache.OpenAsync(_sample.Folder, isWritten, isFull: true, () => { }, TimeProvider.System, default);

        Assert.That(cache.Found.IsWhole, Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_look_locks_and_changes_nothing(bool isFull)
    {
        Rot();
        using var store = LocalCacheStore.TryOpen(_sample.Folder)!;

        using var cache = ManagedCache.Inspect(_sample.Folder, isFull);

        Assert.That((cache.Store, cache.Found.IsWhole, cache.Folder), Is.EqualTo(((LocalCacheStore?)null, !isFull, _sample.Folder)));
        Assert.That(File.Exists(_sample.PathOf(SampleStore.DigestOf("layer"))), Is.True);
    }

    [Test]
    public async Task An_import_finds_its_image_by_tag_or_digest()
    {
        var digest = _sample.AddImage("main", "base");
        using var cache = await OpenAsync(isWritten: false);

        Assert.That((cache.Has("main", null), cache.Has(null, null), cache.Has("other", null)), Is.EqualTo((true, true, false)));
        Assert.That((cache.Has(null, digest), cache.Has("other", digest), cache.Has(null, $"sha256:{new string('0', 64)}")), Is.EqualTo((true, true, false)));
    }

    [Test]
    public async Task A_digest_is_not_found_in_a_damaged_cache()
    {
        var digest = _sample.AddImage("main", "base");
        File.Delete(_sample.PathOf(SampleStore.DigestOf("layer")));

        using var cache = await OpenAsync(isWritten: false);

        Assert.That((cache.Has("main", null), cache.Has(null, digest)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_cache_that_cannot_be_locked_is_read_without()
    {
        // In the way of the lock, as a mount without write access would be.
        File.WriteAllText(Path.Combine(_sample.Folder, ".store"), "");

        using var cache = await OpenAsync(isWritten: false);

        Assert.That(cache.Found.Tags, Is.EqualTo(new[] { "latest" }));
    }

    [Test]
    public void A_cache_that_cannot_be_verified_is_not_kept_open()
    {
        // The index is rewritten for the image that stays.
        _sample.AddImage("main", "base");
        File.WriteAllText(_sample.PathOf(SampleStore.DigestOf("layer")), "other than it was");
        // In the way of the file that would replace the index, as a full disk would be.
        Directory.CreateDirectory($"{_sample.Index}.{Environment.ProcessId}.tmp");

        Assert.That(async () => await OpenAsync(isWritten: true), Throws.InstanceOf<UnauthorizedAccessException>().Or.InstanceOf<IOException>());

        using var next = LocalCacheStore.TryOpen(_sample.Folder);
        Assert.That(next, Is.Not.Null);
    }

    [Test]
    public async Task A_reader_does_not_restore_an_index()
    {
        using (var store = LocalCacheStore.TryOpen(_sample.Folder)!)
            await store.SweepAsync();
        await File.WriteAllTextAsync(_sample.Index, "{");

        using var cache = await OpenAsync(isWritten: false);

        Assert.That((cache.Found.Tags.Count, cache.Found.IndexRestored, await File.ReadAllTextAsync(_sample.Index)), Is.EqualTo((0, false, "{")));
    }

    // Another content of the same size that is older than the last build.
    private void Rot()
    {
        using (var store = LocalCacheStore.TryOpen(_sample.Folder)!)
            store.SweepAsync().GetAwaiter().GetResult();
        var file = _sample.PathOf(SampleStore.DigestOf("layer"));
        var written = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, "xxxxx");
        File.SetLastWriteTimeUtc(file, written);
    }

    private Task<ManagedCache> OpenAsync(bool isWritten) =>
        ManagedCache.OpenAsync(_sample.Folder, isWritten, isFull: false, () => _waits++, TimeProvider.System, default);
}
