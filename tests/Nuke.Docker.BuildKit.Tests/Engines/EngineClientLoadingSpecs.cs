using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using DockerTestSupport;
using DockerTestSupport.Recordings;
using FakeDocker;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Engines;

/// <summary>A build doesn't load Docker.DotNet, because that takes longer than all requests of a build together.</summary>
[Platform("Unix", Reason = "The tool is a shell script here.")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class EngineClientLoadingSpecs
{
    [TestCase(null)]
    [TestCase("type=gha")]
    public async Task A_build_loads_nothing_of_the_client(string? cacheFrom)
    {
        var loaded = await LoadedByBuildAsync(cacheFrom);

        Assert.That(loaded, Does.Contain("Nuke.Docker.BuildKit").And.None.StartsWith("Docker."));
    }

    [Test]
    public async Task A_build_with_a_registry_cache_loads_it()
    {
        var loaded = await LoadedByBuildAsync(cacheFrom: "type=registry,ref=cache.test/bot:main");

        Assert.That(loaded, Does.Contain("Docker.DotNet"));
    }

    /// <summary>Finds the engine, queries it as a target does, builds, and writes the report.</summary>
    private static async Task BuildAsync(string? cacheFrom)
    {
        using var fake = new FakeDockerTool().Does(new Step(StepKind.Replay, Path: Path.Combine(Recording.Folder, "rawjson", "warm.txt")));
        using var folder = new TemporaryDirectory();
        using var daemon = new FakeDaemon(FakeDaemon.Json(
            200,
            """{"ServerVersion":"28.5.2","OSType":"linux","Id":"sha256:1","Size":42}""",
            "Api-Version: 1.51\r\nOstype: linux\r\n"));
        File.SetUnixFileMode(folder.Write("docker", "#!/bin/sh\nexit 1\n"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        folder.Write("cli-plugins/docker-buildx", "");
        folder.Write("context/Dockerfile", "FROM scratch\n");
        var environment = new Dictionary<string, string> { ["DOCKER_HOST"] = daemon.Host, ["DOCKER_CONFIG"] = folder.Path, ["PATH"] = folder.Path };

        var connection = await new EngineLocator(new EmbeddedEngine(Path.Combine(folder.Path, "engine")), environment).FindAsync();
        var engine = connection.Connect();
        var info = await engine.InfoAsync();
        var settings = fake.StandIn(new BuildxBuildSettings().UseEngine(connection).SetContext(Path.Combine(folder.Path, "context")).AddTag("bot:1"));
        if (cacheFrom is not null)
            settings = settings.AddCacheFrom(cacheFrom);
        var options = new BuildxBuildOptions { Engine = engine, EngineName = info.ServerVersion, ReportDirectory = Path.Combine(folder.Path, "reports") };
        var report = await BuildxTasks.BuildxBuildAsync(settings, options);

        Assert.That((report.ExitCode, report.Result.Bytes), Is.EqualTo((0, 42L)));
    }

    private static async Task<IReadOnlyCollection<string>> LoadedByBuildAsync(string? cacheFrom)
    {
        // The other tests of this process load the client, so this build gets its own assemblies.
        var context = new RecordingContext();
        var copy = context.LoadFromAssemblyPath(typeof(EngineClientLoadingSpecs).Assembly.Location).GetType(typeof(EngineClientLoadingSpecs).FullName!)!;
        await (Task)copy.GetMethod(nameof(BuildAsync), BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, [cacheFrom])!;
        return context.Loaded;
    }

    private sealed class RecordingContext() : AssemblyLoadContext("a build")
    {
        private readonly ConcurrentDictionary<string, bool> _loaded = new(StringComparer.Ordinal);

        public IReadOnlyCollection<string> Loaded => [.. _loaded.Keys];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var path = Path.Combine(AppContext.BaseDirectory, $"{assemblyName.Name}.dll");
            _loaded[assemblyName.Name!] = true;
            return assemblyName.Name!.StartsWith("nunit", StringComparison.Ordinal) || !File.Exists(path) ? null : LoadFromAssemblyPath(path);
        }
    }
}
