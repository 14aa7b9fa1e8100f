using System.Diagnostics;
using System.Globalization;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger;
using SealedInputs;

namespace Benchmarks;

/// <summary>Times a code-only rebuild without a cache export, with ours, and with an export into a new folder that then replaces the old one.</summary>
internal sealed class CacheBenchmark : IDisposable
{
    private const int Layers = 4;
    private const string Base = "cache-benchmark-base";

    private readonly string _folder = Directory.CreateTempSubdirectory("cache-benchmark-").FullName;
    private readonly EngineConnection _connection;
    private readonly BuildxBuildSettings _settings;

    private CacheBenchmark(EngineConnection connection)
    {
        _connection = connection;
        _settings = In(new BuildxBuildSettings()) with { Context = Path.Combine(_folder, "context"), Tag = ["cache-benchmark"], Network = "host" };
    }

    private string Ours => Path.Combine(_folder, "ours");

    private string Replaced => Path.Combine(_folder, "replaced");

    /// <param name="connection">The engine that builds.</param>
    /// <param name="megabytes">Size of the cache.</param>
    /// <param name="replaced">True to prepare the cache that replaces the old one, too.</param>
    public static async Task<CacheBenchmark> CreateAsync(EngineConnection connection, int megabytes, bool replaced = true)
    {
        var benchmark = new CacheBenchmark(connection);
        await benchmark.PrepareAsync(megabytes, replaced);
        return benchmark;
    }

    public async Task<IReadOnlyList<(TimeSpan None, TimeSpan Ours, TimeSpan Replaced)>> RunAsync(int rounds)
    {
        var results = new List<(TimeSpan, TimeSpan, TimeSpan)>();
        for (var round = 0; round < rounds; round++)
            results.Add((await TimeNoneAsync(), await TimeOursAsync(), await TimeReplacedAsync()));
        return results;
    }

    /// <summary>Times a code rebuild that is recorded and explained against the same one that isn't.</summary>
    /// <remarks>Both export a local cache, as builds do by default.</remarks>
    public async Task<IReadOnlyList<Pair>> ExplainedAsync(int rounds)
    {
        var plain = new BuildxBuildOptions { Engine = _connection.Connect() };
        var explained = plain with
        {
            Ledger = new LedgerOptions { Directory = Path.Combine(_folder, "ledger"), EngineId = "benchmark", BuilderDriver = "docker" },
        };
        var pairs = new List<Pair>();
        for (var round = 0; round < rounds; round++)
        {
            var rival = await TimeAsync(() => BuildxTasks.BuildxBuildAsync(Cached, plain));
            pairs.Add(Pair.Of(await TimeAsync(() => BuildxTasks.BuildxBuildAsync(Cached, explained)), rival));
        }

        return pairs;
    }

    /// <summary>Times a code rebuild without a cache export.</summary>
    public Task<TimeSpan> TimeNoneAsync() => TimeAsync(BuildAsync);

    /// <summary>Times a code rebuild with ours.</summary>
    public Task<TimeSpan> TimeOursAsync() => TimeAsync(BuildOursAsync);

    /// <summary>Times a code rebuild with an export to a new folder that replaces the old one.</summary>
    public Task<TimeSpan> TimeReplacedAsync() => TimeAsync(BuildReplacedAsync);

    public (long Live, long Dead) Sizes()
    {
        var info = LocalCacheInfo.Read(Ours);
        return (info.LiveBytes, info.DeadBytes);
    }

    public void Dispose()
    {
        RunShell($"docker image rm -f cache-benchmark {Base}");
        Directory.Delete(_folder, recursive: true);
    }

    // Random content, which can't be compressed. BuildKit takes about 0.1 s for each layer, so all sizes have the same number.
    private async Task PrepareAsync(int megabytes, bool replaced)
    {
        Directory.CreateDirectory(_settings.Context!);
        await HostToolsImage.ImportAsync(_connection, Base, "sh", "dd");
        var layers = Enumerable.Range(0, Layers).Select(layer => string.Create(
            CultureInfo.InvariantCulture, $"RUN dd if=/dev/urandom of=/layer{layer} bs=1M count={megabytes / Layers} # {Guid.NewGuid()}\n"));
        await File.WriteAllTextAsync(Path.Combine(_settings.Context!, "Dockerfile"), $"FROM {Base}\n{string.Concat(layers)}COPY app /app\n");
        ChangeCode();
        await BuildOursAsync();
        if (replaced)
            await BuildReplacedAsync();
    }

    private Task BuildAsync() => TryAsync(_settings);

    private BuildxBuildSettings Cached =>
        _settings with { CacheFrom = [new LocalCacheFrom(Ours)], CacheTo = [new LocalCacheTo(Ours) { Mode = CacheMode.Max }] };

    private Task BuildOursAsync() => TryAsync(Cached);

    private async Task BuildReplacedAsync()
    {
        await TryAsync(_settings with { CacheFrom = [new LocalCacheFrom(Replaced)], CacheTo = [new LocalCacheTo($"{Replaced}-new") { Mode = CacheMode.Max }] });
        if (Directory.Exists(Replaced))
            Directory.Delete(Replaced, recursive: true);
        Directory.Move($"{Replaced}-new", Replaced);
    }

    // The engine sometimes loses a snapshot; the library recovers from it, but the time of such a round means nothing.
    private static async Task TryAsync(BuildxBuildSettings settings)
    {
        var report = await BuildxTasks.BuildxBuildAsync(settings);
        if (report.Notes.Any(note => note.Contains("was run again", StringComparison.Ordinal)))
            Console.WriteLine($"A round with a second attempt: {report.Notes[^1]}");
    }

    private async Task<TimeSpan> TimeAsync(Func<Task> build)
    {
        ChangeCode();
        var watch = Stopwatch.StartNew();
        await build();
        return watch.Elapsed;
    }

    private void ChangeCode() => File.WriteAllText(Path.Combine(_settings.Context!, "app"), Guid.NewGuid().ToString());

    private T In<T>(T settings)
        where T : DockerSettings =>
        settings.SetWorkingDirectory(_folder).UseEngine(_connection);

    private void RunShell(string script)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = _folder, UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (name, value) in In(new RawSettings()).ToEnvironment())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{script} ended with {process.ExitCode}");
    }
}
