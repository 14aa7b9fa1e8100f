using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace IntegrationTests.Faults;

/// <summary>A local cache under a clock that is set back.</summary>
[Category("Faults")]
public sealed class CacheClockFaultSpecs
{
    private readonly PrivateEngine _engine = new();
    private FaultBench _bench = null!;

    [SetUp]
    public async Task Create() => _bench = await FaultBench.CreateBuiltAsync(_engine);

    [TearDown]
    public async Task Delete() => await _bench.DisposeAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [Test]
    public async Task A_clock_set_back_by_years_changes_nothing()
    {
        foreach (var file in Directory.EnumerateFiles(_bench.Cache, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddYears(3));

        var report = await _bench.BuildAsync();

        Assert.That(report.HitRate, Is.GreaterThan(0.5));
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }

    [Test]
    public async Task A_clock_set_back_between_two_builds_keeps_the_newer_one_s_cache()
    {
        await _bench.BuildAsync(
            settings => settings with { CacheTo = [new LocalCacheTo(_bench.Cache) { Mode = CacheMode.Max, Tag = "newer" }] },
            time: new WrongClock(TimeSpan.FromDays(-1000)));

        var caches = new LocalCacheDirectory(_bench.Cache);
        var told = caches.Shrink(new ByteSize(caches.Read()[0].Bytes - 1), []);

        Assert.That(told, Has.Count.EqualTo(1), string.Join((char)10, told));
        Assert.That(caches.Read()[0].Images.Select(image => image.Tag), Is.EqualTo(["newer"]));
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }

    [Test]
    public async Task What_is_damaged_is_set_aside_under_a_clock_that_was_set_back()
    {
        File.Delete(_bench.FindBlob(CacheBlob.Layer));

        var report = await _bench.BuildAsync(time: new WrongClock(TimeSpan.FromDays(-1000)));

        Assert.That(report.Notes, Has.One.Contains("is missing"));
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
        _bench.ChangeCode();
        Assert.That((await _bench.BuildAsync()).Notes, Is.Empty);
    }
}
