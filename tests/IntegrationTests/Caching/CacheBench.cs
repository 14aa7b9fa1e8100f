using System.Text.Json;
using IntegrationTests.Answers;
using IntegrationTests.Engines;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using SealedInputs;

namespace IntegrationTests.Caching;

/// <summary>An engine whose cache can be emptied, a registry, and two-stage images without a base image.</summary>
internal sealed class CacheBench : IAsyncDisposable
{
    private readonly PrivateEngine _engine;

    private CacheBench(PrivateEngine engine, EngineConnection connection, LoopbackRegistry registry)
    {
        _engine = engine;
        Connection = connection;
        Registry = registry;
        Folder = Directory.CreateTempSubdirectory("cache-bench-").FullName;
    }

    public EngineConnection Connection { get; }

    public LoopbackRegistry Registry { get; }

    public string Folder { get; }

    /// <summary>A name unique to this test, because pushed images stay in the registry's folder.</summary>
    public string NewImage() => $"{Registry.Address}/bench/{Guid.NewGuid():N}";

    public static async Task<CacheBench> StartAsync()
    {
        var engine = new PrivateEngine();
        var connection = await engine.Engine.StartAsync();
        return new(engine, connection, await LoopbackRegistry.StartAsync(TestEngine.SealedInputs));
    }

    /// <summary>Removes every built layer from the engine, as on a new machine.</summary>
    public Task ForgetAsync() => Shell.RunAsync(Connection, "docker image rm -f $(docker image ls -q) 2>/dev/null; docker buildx prune -af");

    /// <summary>Creates a context whose builder stage copies a file. The files of two contexts differ in their content.</summary>
    public string Context(string name, string content)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        File.WriteAllText(
            Path.Combine(folder, "Dockerfile"),
            "FROM scratch AS builder\nCOPY wheel /wheel\nFROM scratch\nCOPY --from=builder /wheel /site/wheel\nCOPY code /code\n");
        File.WriteAllText(Path.Combine(folder, "wheel"), $"wheel {content}");
        File.WriteAllText(Path.Combine(folder, "code"), $"code {content}");
        return folder;
    }

    public CacheFacts Facts(string image, string branch = "main") => new()
    {
        Image = image,
        References = [$"{image}:latest"],
        LocalFolder = Path.Combine(Folder, "caches"),
        Environment = _ => null,
        Branch = () => new SourceBranch { Name = branch },
    };

    /// <summary>Builds as a component does, with the decided caches.</summary>
    public async Task<BuildReport> BuildAsync(string context, CacheDecision cache, Func<BuildxBuildSettings, BuildxBuildSettings>? configure = null)
    {
        var settings = AnswerProcess.In(new BuildxBuildSettings(), Connection, Folder)
            .SetContext(context)
            .AddCacheFrom(cache.From)
            .AddCacheTo(cache.To);
        return await BuildxTasks.BuildxBuildAsync((configure ?? (_ => _))(settings), new BuildxBuildOptions { Cache = cache });
    }

    /// <summary>Tags of a repository in the registry, in order.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(string image)
    {
        using var client = new HttpClient();
        var answer = await client.GetStringAsync(new Uri($"http://{Registry.Address}/v2/{image[(Registry.Address.Length + 1)..]}/tags/list"));
        using var document = JsonDocument.Parse(answer);
        return [.. document.RootElement.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!).Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        await _engine.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
