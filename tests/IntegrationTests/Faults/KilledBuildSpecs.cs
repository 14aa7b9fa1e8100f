using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Caches.LocalStore;

namespace IntegrationTests.Faults;

/// <summary>Builds that are killed with SIGKILL while they write their cache, so they can't clean up.</summary>
[Category("Faults")]
[Platform("Linux")]
public sealed class KilledBuildSpecs
{
    private readonly PrivateEngine _engine = new();
    private FaultBench _bench = null!;

    [SetUp]
    public async Task Create() => _bench = await FaultBench.CreateBuiltAsync(_engine);

    [TearDown]
    public async Task Delete() => await _bench.DisposeAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [TestCase(true)]
    [TestCase(false)]
    [Slow(Sample = true)]
    public async Task A_build_killed_during_its_export_leaves_a_cache_that_the_next_one_uses(bool withBuildx)
    {
        for (var attempt = 1; !await KillInExportAsync(withBuildx); attempt++)
            Assert.That(attempt, Is.LessThan(10), "the export was quicker each time");

        await _bench.ForgetAsync();
        _bench.ChangeCode();
        await _bench.BuildAsync();
        await _bench.AssertImageIsRightAsync();
        // A buildx that outlives its build goes on writing; the next sweep deletes what it leaves.
        while (IsInUse(_bench.Cache))
            await Task.Delay(50);
        // An unfinished export counts as dead after some minutes: set its time back as if they had passed.
        foreach (var entry in Directory.GetDirectories(Path.Combine(_bench.Cache, "ingest")).Where(entry => !File.Exists(Path.Combine(entry, "data"))))
            Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddMinutes(-6));
        await _bench.BuildAsync();
        await _bench.AssertCacheIsWholeAsync();
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_bench.Cache, "ingest")), Is.Empty);
    }

    [Test]
    public async Task A_build_killed_during_its_sweep_has_lost_nothing_that_lives()
    {
        for (var count = 2_000; !await KillInSweepAsync(count); count *= 2)
            Assert.That(count, Is.LessThan(200_000), "the sweep was quicker each time");

        Assert.That(LocalCacheInfo.Read(_bench.Cache).Damages, Is.Empty);
        await _bench.ForgetAsync();
        _bench.ChangeCode();
        var report = await _bench.BuildAsync();
        Assert.That(report.HitRate, Is.GreaterThan(0.5));
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }

    /// <returns><c>true</c> if the build was killed in the middle of it.</returns>
    private async Task<bool> KillInExportAsync(bool withBuildx)
    {
        await File.WriteAllBytesAsync(Path.Combine(_bench.Context, "library", "part"), RandomNumberGenerator.GetBytes(20_000_000));
        var build = _bench.Start();
        await UntilAsync(build, () => Unfinished().Any(file => new FileInfo(file) is { Exists: true, Length: > 1_000_000 }));

        await build.KillAsync(entireProcessTree: withBuildx);
        return !withBuildx || Unfinished().Length > 0;
    }

    /// <returns><c>true</c> if the build was killed in the middle of it.</returns>
    private async Task<bool> KillInSweepAsync(int count)
    {
        var blobs = Path.Combine(_bench.Cache, "blobs", "sha256");
        for (var index = 0; index < count; index++)
            File.WriteAllText(Path.Combine(blobs, index.ToString("x64", CultureInfo.InvariantCulture)), "dead");
        _bench.ChangeCode();
        var deleted = 0;
        using var watcher = new FileSystemWatcher(blobs) { InternalBufferSize = 65536 };
        var build = _bench.Start();
        // An event halts the process at once: polling would be too late.
        watcher.Deleted += (_, _) =>
        {
            if (Interlocked.Exchange(ref deleted, 1) == 0)
                build.Halt();
        };
        watcher.EnableRaisingEvents = true;
        await UntilAsync(build, () => deleted > 0);

        await build.KillAsync(entireProcessTree: true);
        return LocalCacheInfo.Read(_bench.Cache).DeadBytes > 0;
    }

    private string[] Unfinished() => Directory.Exists(Path.Combine(_bench.Cache, "ingest"))
        ? Directory.GetFiles(Path.Combine(_bench.Cache, "ingest"), "data", SearchOption.AllDirectories)
        : [];

    private static bool IsInUse(string cache) => Process.GetProcessesByName("docker-buildx").Any(process =>
        Holds(() => File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(cache, StringComparison.Ordinal)));

    // Also returns if the build ends first.
    private static async Task UntilAsync(Run build, Func<bool> condition)
    {
        while (build.IsRunning && !Holds(condition))
            await Task.Delay(5);
    }

    // Files appear and disappear while they are listed.
    private static bool Holds(Func<bool> condition)
    {
        try
        {
            return condition();
        }
        catch (IOException)
        {
            return false;
        }
    }
}
