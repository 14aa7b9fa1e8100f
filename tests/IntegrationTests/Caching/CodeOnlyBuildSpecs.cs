using IntegrationTests.Faults;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.Caching;

/// <summary>Effects of days of work on the code on a local cache.</summary>
[Category("Cache")]
public sealed class CodeOnlyBuildSpecs
{
    private static readonly int s_builds = FullRun.IsRequested ? 100 : 10;

    [Test]
    public async Task Builds_in_a_row_with_a_prune_before_every_tenth_use_their_cache_which_stays_as_large_as_what_lives()
    {
        await using var bench = await FaultBench.CreateAsync();
        await bench.BuildAsync();
        var retries = new List<RecoveryRung>();

        for (var build = 1; build <= s_builds; build++)
        {
            var isTenth = build % 10 == 0;
            if (isTenth)
                await bench.ForgetAsync();
            bench.ChangeCode();
            var report = await bench.BuildAsync();
            retries.AddRange(report.Attempts.Skip(1).Select(attempt => attempt.Rung));
            if (isTenth)
                Assert.That(report.HitRate, Is.GreaterThan(0.5), $"build {build} found nothing in the cache");
            if (build % 10 is 0 or 1)
                await bench.AssertImageIsRightAsync();
        }

        TestContext.Out.WriteLine($"{s_builds} builds took {retries.Count} further attempts: {string.Join(", ", retries)}");
        Assert.That(retries, Has.None.EqualTo(RecoveryRung.StageUncached).And.None.EqualTo(RecoveryRung.Uncached));
        var live = LocalCacheInfo.Read(bench.Cache).LiveBytes;
        var onDisk = new DirectoryInfo(bench.Cache).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Assert.That(onDisk, Is.GreaterThanOrEqualTo(live).And.LessThan(live * 1.05));
        await bench.AssertCacheIsWholeAsync();
    }
}
