using System.Security.Cryptography;
using IntegrationTests.Answers;
using IntegrationTests.Engines;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Caching;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Settings;

namespace IntegrationTests.Faults;

/// <summary>
/// A small project of several layers, a local cache, and an engine of its own that may be pruned and killed. Every project has random
/// content, so that nothing is found cached but what a test put there. A blob of the cache matters only once a later step needs its
/// layer: <see cref="ForgetAsync"/> and <see cref="ChangeCode"/> come before the build that shall feel a fault.
/// </summary>
internal sealed class FaultBench : IAsyncDisposable
{
    private const string Base = "fault-bench-base";
    private const string Dockerfile = $"""
        FROM {Base} AS wheels
        COPY dependencies /dependencies
        RUN cat /dependencies/* /dependencies/* > /wheel

        FROM {Base}
        COPY --from=wheels /wheel /wheel
        COPY library /library
        RUN cat /wheel /library/* | sha256sum > /installed
        COPY app /app
        RUN cat /installed /app/* | sha256sum > /sum

        """;

    private readonly PrivateEngine _own;
    private readonly bool _disposesEngine;

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

    /// <summary>Holds <see cref="Context"/> and <see cref="Cache"/>; gone when the bench is.</summary>
    public string Folder { get; }

    public string Context => Path.Combine(Folder, "context");

    /// <summary>Folder of the local cache. It isn't there before the first build.</summary>
    public string Cache { get; }

    public string Image { get; } = $"fault-bench:{Guid.NewGuid():N}";

    public EngineConnection Connection { get; }

    public PrivateEngine Engine => _own;

    /// <summary>What the last build printed.</summary>
    public List<string> Printed { get; } = [];

    public BuildxBuildSettings Settings => AnswerProcess.In(new BuildxBuildSettings(), Connection, Folder) with
    {
        Context = Context,
        Tag = [Image],
        Network = "host",
        CacheFrom = File.Exists(Path.Combine(Cache, "index.json")) ? [new LocalCacheFrom(Cache)] : [],
        CacheTo = [new LocalCacheTo(Cache) { Mode = CacheMode.Max }],
    };

    /// <summary>A project, on an engine that is started for it and ends with it, or on <paramref name="engine"/>, which stays.</summary>
    public static async Task<FaultBench> CreateAsync(PrivateEngine? engine = null, string? cache = null)
    {
        var own = engine ?? new PrivateEngine();
        var connection = await own.Engine.StartAsync();
        if (string.IsNullOrWhiteSpace(await Shell.RunAsync(connection, $"docker images -q {Base}")))
            await ImportBaseAsync(connection, own.Directory);
        return new FaultBench(own, connection, disposesEngine: engine is null, cache);
    }

    /// <summary>Builds with the library's own tasks.</summary>
    public Task<BuildReport> BuildAsync(Func<BuildxBuildSettings, BuildxBuildSettings>? configure = null, CancellationToken cancellationToken = default)
    {
        Printed.Clear();
        var settings = configure?.Invoke(Settings) ?? Settings;
        return BuildxTasks.BuildxBuildAsync(settings, new BuildxBuildOptions { Print = Print }, cancellationToken);
    }

    public void ChangeDependencies() => Write("dependencies/lock", RandomNumberGenerator.GetBytes(300_000));

    public void ChangeLibrary() => Write("library/part", RandomNumberGenerator.GetBytes(100_000));

    public void ChangeCode() => Write("app/main.py", RandomNumberGenerator.GetHexString(100));

    /// <summary>Makes the engine forget all layers and the built image: what is cached can come from the local cache alone.</summary>
    public Task ForgetAsync() => Shell.RunAsync(Connection, $"docker image rm -f {Image} 2>/dev/null; docker buildx prune -af >/dev/null");

    /// <summary>The image in the engine has just the content that the project's files must give.</summary>
    public async Task AssertImageIsRightAsync()
    {
        var folder = Path.Combine(Folder, "image");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        await Shell.RunAsync(Connection, $"container=$(docker create {Image} /bin/true) && docker export $container | tar -x -C {folder} wheel library app installed sum; docker rm $container >/dev/null");
        byte[] wheel = [.. Read("dependencies/lock"), .. Read("dependencies/lock")];
        var installed = Sum([.. wheel, .. Read("library/part")]);
        var sum = Sum([.. installed, .. Read("app/main.py")]);
        byte[] InImage(string name) => File.ReadAllBytes(Path.Combine(folder, name));

        Assert.Multiple(() =>
        {
            Assert.That(InImage("wheel").AsSpan().SequenceEqual(wheel), "/wheel differs");
            Assert.That(InImage("library/part").AsSpan().SequenceEqual(Read("library/part")), "/library differs");
            Assert.That(InImage("app/main.py").AsSpan().SequenceEqual(Read("app/main.py")), "/app differs");
            Assert.That(InImage("installed").AsSpan().SequenceEqual(installed), "/installed differs");
            Assert.That(InImage("sum").AsSpan().SequenceEqual(sum), "/sum differs");
        });
    }

    /// <summary>A blob of the cache; of layers the one with <c>/wheel</c>, which the image itself needs.</summary>
    public string FindBlob(CacheBlob kind)
    {
        var blobs = new DirectoryInfo(Path.Combine(Cache, "blobs", "sha256")).GetFiles();
        var manifest = blobs.Single(blob => blob.Length < 100_000 && File.ReadAllText(blob.FullName).Contains("\"config\":", StringComparison.Ordinal));
        return kind switch
        {
            CacheBlob.Manifest => manifest.FullName,
            CacheBlob.Configuration => blobs.Single(blob => File.ReadAllText(manifest.FullName).Contains($"cacheconfig.v0\",\"digest\":\"sha256:{blob.Name}", StringComparison.Ordinal)).FullName,
            _ => blobs.First(blob => blob.Length is > 600_000 and < 700_000).FullName,
        };
    }

    /// <summary>Everything that the cache's index reaches is there with the right content, and nothing else is.</summary>
    public async Task AssertCacheIsWholeAsync()
    {
        var info = LocalCacheInfoReader.Read(Cache);
        await using var store = await LocalCacheStore.OpenAsync(Cache);
        var verification = store.Verify(full: true);

        Assert.Multiple(() =>
        {
            Assert.That(verification.Damages, Is.Empty);
            Assert.That(verification.Tags, Is.Not.Empty);
            Assert.That(info.DeadBytes, Is.Zero);
            Assert.That(info.LiveBytes, Is.GreaterThan(400_000));
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposesEngine)
            await _own.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    // The host's own tools with what they are linked to: no registry is needed.
    private static Task ImportBaseAsync(EngineConnection connection, string directory) => Shell.RunAsync(
        connection,
        $"tar -chf base.tar -C / $(for tool in sh cat sha256sum sleep true; do ldd /bin/$tool | grep -o '/[^ ]*'; done | sort -u | cut -c2-) bin/sh bin/cat bin/sha256sum bin/sleep bin/true && docker import base.tar {Base}",
        directory);

    private static byte[] Sum(byte[] content) => System.Text.Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(content))}  -\n");

    private void Print(ProgressLevel level, string line) => Printed.Add(line);

    private byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Context, path));

    private void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    private void Write(string path, byte[] content)
    {
        var file = Path.Combine(Context, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }
}
