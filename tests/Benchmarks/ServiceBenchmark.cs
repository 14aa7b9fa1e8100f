using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;

namespace Benchmarks;

/// <summary>Builds templates/fastapi-service with <c>./build.sh</c> and with the bare command.</summary>
internal sealed partial class ServiceBenchmark : IDisposable
{
    private readonly string _code = Path.Combine(Repository.Root, "templates", "fastapi-service", "app", "main.py");
    private readonly Command _ours = new(connection: null, Repository.Root);
    private readonly Command _bare;
    private readonly string _build;
    private readonly string _cache;

    private ServiceBenchmark(EngineConnection connection, string build, string cache) =>
        (_bare, _build, _cache) = (new Command(connection, Repository.Root), build, cache);

    public static async Task<ServiceBenchmark> CreateAsync(EngineConnection connection)
    {
        // Forced, because the report of a skipped build names no command.
        await new Command(connection: null, Repository.Root).RunAsync("./build.sh", "DockerBuild", "--docker-force");
        var report = BuildReportReader.Read(Path.Combine(Repository.Root, "artifacts", "docker", "fastapi-service", "report.json"));
        var command = report.Command ?? throw new InvalidOperationException("The report names no command.");
        // With the same tag or cache, each of the two would find an image or a cache that it has not written.
        var folder = CacheFolder().Match(command).Groups["folder"].Value;
        var cache = Directory.CreateTempSubdirectory("bare-cache-").FullName;
        var bare = command.Replace("--tag fastapi-service:latest", "--tag fastapi-service:bare", StringComparison.Ordinal);
        return new(connection, bare.Replace(folder, cache, StringComparison.Ordinal), cache);
    }

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    /// <summary>Builds with nothing changed.</summary>
    public Task<IReadOnlyList<Pair>> NoChangeAsync(int rounds) => BuildsAsync(rounds, change: null);

    /// <summary>Builds after a change of code.</summary>
    public async Task<IReadOnlyList<Pair>> CodeRebuildAsync(int rounds)
    {
        var original = await File.ReadAllTextAsync(_code);
        try
        {
            return await BuildsAsync(rounds, () => File.WriteAllText(_code, $"{original}\n# {Guid.NewGuid()}\n"));
        }
        finally
        {
            await File.WriteAllTextAsync(_code, original);
        }
    }

    /// <summary>Prints the help.</summary>
    public async Task<IReadOnlyList<Pair>> HelpAsync(int rounds)
    {
        var pairs = new List<Pair>();
        for (var round = 0; round <= rounds; round++)
            pairs.Add(Pair.Of(rival: await _bare.ShellAsync("docker buildx --help"), ours: await _ours.RunAsync("./build.sh", "--help")));
        return pairs[1..];
    }

    private async Task<IReadOnlyList<Pair>> BuildsAsync(int rounds, Action? change)
    {
        var pairs = new List<Pair>();
        for (var round = 0; round <= rounds; round++)
        {
            change?.Invoke();
            var bare = await _bare.ShellAsync(_build);
            change?.Invoke();
            pairs.Add(Pair.Of(await _ours.RunAsync("./build.sh", "DockerBuild"), bare));
        }

        // The first round makes what is missing.
        return pairs[1..];
    }

    [GeneratedRegex("type=local,dest=(?<folder>[^, ]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CacheFolder();
}
