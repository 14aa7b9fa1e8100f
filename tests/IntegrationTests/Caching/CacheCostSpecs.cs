using Benchmarks;
using IntegrationTests.Engines;

namespace IntegrationTests.Caching;

/// <summary>Measures the cost of a local cache after a change of code: it follows the change, not the size of the cache.</summary>
[Category("Cache")]
[Platform("Linux")]
[NonParallelizable]
public sealed class CacheCostSpecs
{
    private const int Rounds = 5;

    private static readonly int[] s_megabytes = FullRun.IsRequested ? [300, 2000] : [300];

    [TestCaseSource(nameof(s_megabytes))]
    [Slow]
    public async Task A_rebuild_costs_at_most_1_6_times_one_without_a_cache_and_0_3_times_one_that_replaces_its_folder(int megabytes)
    {
        await using var engine = new PrivateEngine();
        using var benchmark = await CacheBenchmark.CreateAsync(await engine.Engine.StartAsync(), megabytes);

        var results = await benchmark.RunAsync(Rounds);

        // The ratio is taken per round, because other load slows down all builds of a round. The best round counts: a load that begins or ends within a round
        // slows down one of its builds.
        var (toNone, toReplaced) = (
            Sample.Of(results.Select(result => result.Ours / result.None)),
            Sample.Of(results.Select(result => result.Ours / result.Replaced)));
        var (live, dead) = benchmark.Sizes();
        TestContext.Out.WriteLine($"{megabytes} MB: ours/none {toNone}, ours/replaced {toReplaced}");
        Assert.That(toNone.Minimum, Is.LessThanOrEqualTo(1.6));
        Assert.That(toReplaced.Minimum, Is.LessThanOrEqualTo(0.3));
        Assert.That(live, Is.GreaterThan(megabytes * 900_000L));
        Assert.That(dead, Is.Zero);
    }
}
