using IntegrationTests.Engines;

namespace IntegrationTests.Faults;

/// <summary>Caches on file systems that don't allow repairs.</summary>
[Category("Faults")]
[Platform("Linux")]
public sealed class CacheMountFaultSpecs
{
    private readonly PrivateEngine _engine = new();
    private FaultBench _bench = null!;
    private SmallDisk? _disk;

    [SetUp]
    public async Task BuildOnASmallDisk()
    {
        _bench = await FaultBench.CreateAsync(_engine);
        _disk = await SmallDisk.MountAsync(_bench.Connection, _bench.Cache, "size=4m");
        await _bench.BuildAsync();
        await _bench.ForgetAsync();
        _bench.ChangeCode();
    }

    [TearDown]
    public async Task Delete()
    {
        if (_disk is not null)
            await _disk.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    // Without a free block, with one for the probe, and with one more for a new index.
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public async Task A_damaged_cache_on_a_full_disk_is_not_imported_and_the_image_is_right(int blocks)
    {
        var blob = _bench.FindBlob(CacheBlob.Layer);
        await using (var stream = File.OpenWrite(blob))
            stream.SetLength(new FileInfo(blob).Length / 2);
        await Shell.RunAsync(_bench.Connection, $"head -c {4096 * blocks} /dev/zero > room && cat /dev/zero > full 2>/dev/null || rm room", _bench.Cache);

        var report = await _bench.BuildAsync();

        Assert.That(report.Notes, Has.Some.Contains("bytes instead of"));
        Assert.That(report.CacheImports.Where(import => import.Succeeded), Is.Empty);
        await _bench.AssertImageIsRightAsync();
        File.Delete(Path.Combine(_bench.Cache, "full"));
        _bench.ChangeCode();
        await _bench.BuildAsync();
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }

    [Test]
    public async Task A_good_cache_on_a_mount_that_can_only_be_read_is_imported_and_not_written()
    {
        await Shell.RunAsync(_bench.Connection, $"mount -o remount,ro {_bench.Cache}");

        var report = await _bench.BuildAsync();

        Assert.That(report.HitRate, Is.GreaterThan(0.5));
        Assert.That(report.CacheNotWritten, Is.True);
        await _bench.AssertImageIsRightAsync();
    }
}
