using System.Security.Cryptography;
using IntegrationTests.Answers;
using IntegrationTests.Engines;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using SealedInputs;

namespace IntegrationTests.Faults;

/// <summary>
/// A small project of several layers, a local cache, and an engine of its own that may be pruned and killed. Every project has random
/// content, so that nothing is found cached but what a test put there. A blob of the cache matters only once a later step needs its
/// layer: call <see cref="ForgetAsync"/> and <see cref="ChangeCode"/> before the build that is to meet a fault.
/// </summary>
internal sealed partial class FaultBench : IAsyncDisposable
{
    private const string Base = "fault-bench-base";
    private const string Repository = "fault-bench";
    private const string Dockerfile = $"""
        FROM {Base} AS wheels
        COPY dependencies /dependencies
        RUN cat /dependencies/* /dependencies/* > /wheel

        FROM {Base} AS runtime
        COPY --from=wheels /wheel /wheel
        COPY library /library
        RUN cat /wheel /library/* | sha256sum > /installed
        COPY app /app
        RUN cat /installed /app/* | sha256sum > /sum

        """;

    private readonly PrivateEngine _own;
    private readonly bool _disposesEngine;
    private readonly List<string> _printed = [];

    private FaultBench(PrivateEngine own, EngineConnection connection, bool disposesEngine, string? cache)
    {
        (_own, Connection, _disposesEngine) = (own, connection, disposesEngine);
        Folder = Directory.CreateTempSubdirectory("faults-").FullName;
        Cache = cache ?? Path.Combine(Folder, "cache");
        Write("Dockerfile", Dockerfile);
        ChangeDependencies();
        ChangeLibrary();
        ChangeCode();
    }

    /// <summary>Folder of <see cref="Context"/> and <see cref="Cache"/>, deleted with the bench.</summary>
    public string Folder { get; }

    public string Context => Path.Combine(Folder, "context");

    /// <summary>Folder of the local cache. The first build creates it.</summary>
    public string Cache { get; }

    public string Image { get; } = $"{Repository}:{Guid.NewGuid():N}";

    public EngineConnection Connection { get; }

    public PrivateEngine Engine => _own;

    /// <summary>Lines that the last build printed.</summary>
    public IReadOnlyList<string> Printed
    {
        get
        {
            lock (_printed)
                return [.. _printed];
        }
    }

    public BuildxBuildSettings Settings => AnswerProcess.In(new BuildxBuildSettings(), Connection, Folder) with
    {
        Context = Context,
        Tag = [Image],
        Network = "host",
        CacheFrom = File.Exists(Path.Combine(Cache, "index.json")) ? [new LocalCacheFrom(Cache)] : [],
        CacheTo = [new LocalCacheTo(Cache) { Mode = CacheMode.Max }],
    };

    /// <summary>Creates a project on an engine that starts and stops with it, or on <paramref name="engine"/>, which keeps running.</summary>
    public static async Task<FaultBench> CreateAsync(PrivateEngine? engine = null, string? cache = null)
    {
        var own = engine ?? new PrivateEngine();
        var connection = await own.Engine.StartAsync();
        if (string.IsNullOrWhiteSpace(await Shell.RunAsync(connection, $"docker images -q {Base}")))
            await HostToolsImage.ImportAsync(connection, Base, "sh", "cat", "sha256sum", "sleep", "true");
        return new FaultBench(own, connection, disposesEngine: engine is null, cache);
    }

    /// <summary>
    /// Creates a project that was built into its cache, whose engine lost it, and whose code has changed since. Only the first on an
    /// engine is built; the others are copies of it, with the times of their files, and so cost a second less.
    /// </summary>
    public static async Task<FaultBench> CreateBuiltAsync(PrivateEngine engine)
    {
        var bench = await CreateAsync(engine);
        var first = Path.Combine(engine.Directory, "first");
        if (!Directory.Exists(first))
        {
            await bench.BuildAsync();
            await Shell.RunAsync(bench.Connection, $"cp -a {bench.Folder} {first}");
        }

        await Shell.RunAsync(bench.Connection, $"rm -rf {bench.Folder} && cp -a {first} {bench.Folder}");
        await bench.ForgetAsync();
        bench.ChangeCode();
        return bench;
    }

    /// <summary>Builds as the components do: with an engine and with recovery.</summary>
    /// <param name="configure">Changes to <see cref="Settings"/>.</param>
    /// <param name="limits">Limits of recovery; <c>null</c>: the defaults.</param>
    /// <param name="returned">Restarts the engine; <c>null</c>: the build waits for it.</param>
    /// <param name="time">The clock; <c>null</c>: the system's.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    public async Task<BuildReport> BuildAsync(
        Func<BuildxBuildSettings, BuildxBuildSettings>? configure = null,
        RecoveryLimits? limits = null,
        Func<DockerFault, CancellationToken, Task<bool>>? returned = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        lock (_printed)
            _printed.Clear();
        var engine = Connection.Connect();
        var options = new BuildxBuildOptions
        {
            Print = Print,
            Engine = engine,
            Recovery = limits ?? new RecoveryLimits(),
            EngineReturned = returned,
            Time = time,
        };
        return await BuildxTasks.BuildxBuildAsync(configure?.Invoke(Settings) ?? Settings, options, cancellationToken);
    }

    /// <summary>Starts the same build in its own process, which prints its progress and writes <see cref="ReportOfProcess"/>.</summary>
    /// <param name="launcher">A program that starts another one, with its arguments.</param>
    public Run Start(params string[] launcher)
    {
        string[] command = [.. launcher, "dotnet", typeof(BuildProgram).Assembly.Location, Context, Cache, Image, Folder];
        return Run.Start(
            Folder,
            command[0],
            command[1..],
            Settings.ToEnvironment().ToDictionary(variable => variable.Key, variable => (string?)variable.Value));
    }

    public BuildReport ReportOfProcess() => BuildReportReader.Read(Path.Combine(Folder, "report.json"));

    public void ChangeDependencies() => Write("dependencies/lock", RandomNumberGenerator.GetBytes(300_000));

    public void ChangeLibrary() => Write("library/part", RandomNumberGenerator.GetBytes(100_000));

    public void ChangeCode() => Write("app/main.py", RandomNumberGenerator.GetHexString(100));

    /// <summary>Removes all layers and all projects' images from the engine: only the local cache can then make a step cached.</summary>
    public Task ForgetAsync() =>
        Shell.RunAsync(Connection, $"docker image rm -f $(docker image ls -q {Repository}) 2>/dev/null; docker buildx prune -af >/dev/null");

    public async ValueTask DisposeAsync()
    {
        if (_disposesEngine)
            await _own.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private void Print(ProgressLevel level, string line)
    {
        lock (_printed)
            _printed.Add(line);
    }

    private byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Context, path));

    private void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    private void Write(string path, byte[] content)
    {
        var file = Path.Combine(Context, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }
}
