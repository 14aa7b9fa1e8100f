using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Caching;

namespace IntegrationTests.Faults;

/// <summary>Builds that are killed with SIGKILL while they write their cache: nothing of theirs runs to put things in order.</summary>
[Category("Faults")]
public sealed class KilledBuildSpecs
{
    private readonly PrivateEngine _engine = new();
    private FaultBench _bench = null!;

    [SetUp]
    public async Task BuildOnce()
    {
        _bench = await FaultBench.CreateAsync(_engine);
        await _bench.BuildAsync();
    }

    [TearDown]
    public async Task Delete() => await _bench.DisposeAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_build_killed_during_its_export_leaves_a_cache_that_the_next_one_uses(bool withBuildx)
    {
        await File.WriteAllBytesAsync(Path.Combine(_bench.Context, "library", "part"), RandomNumberGenerator.GetBytes(40_000_000));
        using var build = Start();
        await UntilAsync(build, () => Directory.Exists(Path.Combine(_bench.Cache, "ingest")) && Directory.EnumerateFiles(Path.Combine(_bench.Cache, "ingest"), "data", SearchOption.AllDirectories).Any(file => new FileInfo(file) is { Exists: true, Length: > 1_000_000 }));

        build.Kill(entireProcessTree: withBuildx);
        await build.WaitForExitAsync();

        await _bench.ForgetAsync();
        _bench.ChangeCode();
        await _bench.BuildAsync();
        await _bench.AssertImageIsRightAsync();
        await _bench.BuildAsync();
        await _bench.AssertCacheIsWholeAsync();
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_bench.Cache, "ingest")), Is.Empty);
    }

    [Test]
    public async Task A_build_killed_during_its_sweep_has_lost_nothing_that_lives()
    {
        const int count = 40_000;
        var blobs = Path.Combine(_bench.Cache, "blobs", "sha256");
        for (var index = 0; index < count; index++)
            await File.WriteAllTextAsync(Path.Combine(blobs, index.ToString("x64", CultureInfo.InvariantCulture)), "dead");
        _bench.ChangeCode();
        using var build = Start();
        await UntilAsync(build, () => Directory.EnumerateFiles(blobs).Take(count).Count() < count);

        build.Kill(entireProcessTree: true);
        await build.WaitForExitAsync();

        var left = LocalCacheInfoReader.Read(_bench.Cache);
        Assert.That(left.DeadBytes, Is.GreaterThan(0), "the sweep had ended, so this proves nothing");
        Assert.That(left.Damages, Is.Empty);
        await _bench.ForgetAsync();
        _bench.ChangeCode();
        var report = await _bench.BuildAsync();
        Assert.That(report.HitRate, Is.GreaterThan(0.5));
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }

    private Process Start()
    {
        var settings = _bench.Settings;
        var start = new ProcessStartInfo("dotnet", [typeof(KilledBuildProgram).Assembly.Location, _bench.Context, _bench.Cache, _bench.Image]) { WorkingDirectory = _bench.Folder, UseShellExecute = false };
        foreach (var (name, value) in settings.ToEnvironment())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task UntilAsync(Process build, Func<bool> condition)
    {
        while (!Holds(condition))
        {
            Assert.That(build.HasExited, Is.False, "the build ended before it could be killed");
            await Task.Delay(5);
        }
    }

    // Files come and go while they are listed.
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
