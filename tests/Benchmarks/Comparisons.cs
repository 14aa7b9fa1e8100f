using Nuke.Docker.BuildKit.Engines;

namespace Benchmarks;

/// <summary>All comparisons. What one prepares is kept for the others of its kind.</summary>
/// <param name="connection">The engine.</param>
internal sealed class Comparisons(EngineConnection connection) : IAsyncDisposable
{
    private const int CacheMegabytes = 300;
    private const int ContextFiles = 100_000;
    private const int Services = 10;

    private ServiceBenchmark? _service;
    private CacheBenchmark? _cache;
    private LedgerBenchmark? _ledger;
    private DependencyBenchmark? _dependencies;

    /// <summary>All comparisons, by their names.</summary>
    public IReadOnlyList<Comparison> All =>
    [
        new("help", "./build.sh --help", "docker buildx --help", 0.6, async rounds => await (await ServiceAsync()).HelpAsync(rounds)),
        new(
            "no-change", "./build.sh DockerBuild, nothing changed", "docker buildx build", 0.8,
            async rounds => await (await ServiceAsync()).NoChangeAsync(rounds)),
        new(
            "code-rebuild", "./build.sh DockerBuild after a change of code", "docker buildx build, same flags", 1.4,
            async rounds => await (await ServiceAsync()).CodeRebuildAsync(rounds)),
        new(
            "cache-export", "code rebuild with a local cache of 300 MB", "without export", 1.3,
            async rounds => [.. (await (await CacheAsync()).RunAsync(rounds)).Select(result => Pair.Of(result.Ours, result.None))]),
        new(
            "cache-replace", "code rebuild with a local cache of 300 MB", "export to a new folder that replaces the old one", 0.25,
            async rounds => [.. (await (await CacheAsync()).RunAsync(rounds)).Select(result => Pair.Of(result.Ours, result.Replaced))]),
        new("explanation", "code rebuild that is explained", "without an explanation", 1.05, async rounds => await (await CacheAsync()).ExplainedAsync(rounds)),
        new("ignore-walk", "a context of 100,000 files, 50 rules", "find with the size of each file", 1.5, ContextAsync),
        new(
            "files-unchanged", "fingerprints of 50,000 unchanged files", "git status", 1.0,
            async rounds => await (await LedgerAsync()).CompareUnchangedAsync(rounds)),
        new(
            "files-new", "fingerprints of 500 MB of new files", "sha256sum", 1.0,
            async rounds => await (await LedgerAsync()).CompareColdAsync(rounds)),
        new("events", "rawjson events decoded", "JsonDocument", 0.5, rounds => Task.FromResult(new EventBenchmark().Compare(rounds))),
        new(
            "dependency-added", "a small dependency beside a heavy one", "two stages that copy wheels", 0.2,
            async rounds => await (await DependenciesAsync()).DependencyAddedAsync(rounds)),
        new("ci-cold", "first CI job with carried cache mounts of 300 MB", "without", 0.5, ColdAsync),
        new(
            "version-bump", "a new version in pyproject.toml", "uv sync with the mounted pyproject.toml", 0.2,
            async rounds => await (await DependenciesAsync()).VersionBumpAsync(rounds)),
        new("image-size", "generated image", "two stages that copy wheels", 0.95, async _ => await (await DependenciesAsync()).SizeAsync(oneStage: false)),
        new("image-size-naive", "generated image", "one stage", 0.35, async _ => await (await DependenciesAsync()).SizeAsync(oneStage: true)),
        new("ten-images", "ten services, one changed", "ten bare builds", 0.4, ImagesAsync),
    ];

    public async ValueTask DisposeAsync()
    {
        _service?.Dispose();
        _cache?.Dispose();
        _ledger?.Dispose();
        if (_dependencies is not null)
            await _dependencies.DisposeAsync();
    }

    private async Task<ServiceBenchmark> ServiceAsync() => _service ??= await ServiceBenchmark.CreateAsync(connection);

    private async Task<CacheBenchmark> CacheAsync() => _cache ??= await CacheBenchmark.CreateAsync(connection, CacheMegabytes);

    private async Task<LedgerBenchmark> LedgerAsync() => _ledger ??= await LedgerBenchmark.CreateAsync();

    private async Task<DependencyBenchmark> DependenciesAsync() => _dependencies ??= await DependencyBenchmark.CreateAsync(connection);

    private async Task<IReadOnlyList<Pair>> ImagesAsync(int rounds)
    {
        await using var benchmark = new ImagesBenchmark(connection, Services);
        return await benchmark.CompareAsync(rounds);
    }

    private async Task<IReadOnlyList<Pair>> ColdAsync(int rounds)
    {
        await using var benchmark = await ColdJobBenchmark.CreateAsync(connection);
        return await benchmark.CompareAsync(rounds);
    }

    private static async Task<IReadOnlyList<Pair>> ContextAsync(int rounds)
    {
        using var benchmark = new ContextBenchmark(ContextFiles);
        return await benchmark.CompareAsync(rounds);
    }
}
