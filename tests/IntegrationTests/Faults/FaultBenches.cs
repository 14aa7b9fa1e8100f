using IntegrationTests.Engines;

namespace IntegrationTests.Faults;

/// <summary>Several projects that share one local cache.</summary>
internal sealed class FaultBenches : IAsyncDisposable
{
    private readonly List<FaultBench> _all = [];

    /// <summary>The project whose folder contains the cache.</summary>
    public FaultBench First => _all[0];

    public IReadOnlyList<FaultBench> All => _all;

    public static async Task<FaultBenches> CreateAsync(PrivateEngine engine, int count)
    {
        var benches = new FaultBenches();
        while (benches._all.Count < count)
            benches._all.Add(await FaultBench.CreateAsync(engine, benches._all.Count == 0 ? null : benches.First.Cache));
        return benches;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bench in _all)
            await bench.DisposeAsync();
    }
}
