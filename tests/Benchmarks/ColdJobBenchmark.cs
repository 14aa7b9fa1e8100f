using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;
using SealedInputs;

namespace Benchmarks;

/// <summary>
/// Builds a service with a dependency of 300 MB as a first job of a machine does: with cache mounts that another job has exported, and with empty ones. The
/// package index sends 25 MB per second. What the CI system itself takes to carry the export isn't measured.
/// </summary>
internal sealed class ColdJobBenchmark : IAsyncDisposable
{
    private const int Megabytes = 300;
    private const long BytesPerSecond = 25_000_000;
    private const string Image = "cold-benchmark";

    private static readonly string s_program = Path.Combine(Repository.Root, "tests", "SmallBuilds", "bin", "Release", "net10.0", "SmallBuilds.dll");

    private readonly string _folder = Directory.CreateTempSubdirectory("cold-benchmark-").FullName;
    private readonly EngineConnection _connection;
    private readonly SealedSources _sources;

    private ColdJobBenchmark(EngineConnection connection, SealedSources sources) => (_connection, _sources) = (connection, sources);

    private string Export => Path.Combine(_folder, "export");

    public static async Task<ColdJobBenchmark> CreateAsync(EngineConnection connection)
    {
        var inputs = Path.Combine(Repository.Root, ".nuke", "temp", "sealed-inputs");
        var benchmark = new ColdJobBenchmark(connection, await SealedSources.PrepareAsync(connection, inputs, ballast: Megabytes));
        benchmark._sources.Limit(BytesPerSecond);
        Directory.CreateDirectory(Path.Combine(benchmark._folder, ".nuke"));
        File.WriteAllText(Path.Combine(benchmark._folder, ".dockerignore"), "*\n!main.py\n!requirements.txt\n");
        File.WriteAllText(Path.Combine(benchmark._folder, "main.py"), "print('service')\n");
        // The job before, which exports its cache mounts.
        await benchmark.RunAsync("DockerBuild DockerCacheMountsExport", benchmark.Export);
        return benchmark;
    }

    public async Task<IReadOnlyList<Pair>> CompareAsync(int rounds)
    {
        var pairs = new List<Pair>();
        for (var round = 0; round < rounds; round++)
        {
            var without = await RunAsync("DockerBuild", Path.Combine(_folder, "none"));
            pairs.Add(Pair.Of(await RunAsync("DockerCacheMountsImport DockerBuild", Export), without));
        }

        return pairs;
    }

    public async ValueTask DisposeAsync()
    {
        await new Command(_connection, _folder).ShellAsync($"docker image rm --force {Image} > /dev/null");
        await _sources.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // Another namespace of cache mounts and another requirements.txt each time: mounts and layers are those of a new machine, and the base image is there.
    private Task<TimeSpan> RunAsync(string targets, string mounts)
    {
        var id = $"{Guid.NewGuid():N}";
        File.WriteAllText(Path.Combine(_folder, "requirements.txt"), $"torch\n# {id}\n");
        var project = PythonProjectReader.Read(_folder) with { Indexes = [] };
        File.WriteAllText(Path.Combine(_folder, "Dockerfile"), DockerfileWriter.Write(project));
        var command = new Command(
            _connection,
            _folder,
            new Dictionary<string, string>
            {
                ["SMALL_BUILD"] = "ImagesBuild", ["IMAGES"] = Image, ["XDG_CACHE_HOME"] = Path.Combine(_folder, "cache"), ["NO_COLOR"] = "1",
            });
        string[] arguments = [.. _sources.BuildArguments("pip"), $"BUILDKIT_CACHE_MOUNT_NS={id}"];
        string[] secrets = _sources.Secrets("pip").ToArray() is { Length: > 0 } known ? ["--secret", .. known] : [];
        string[] options = ["--docker-cache", "none", "--docker-cache-mounts", mounts, "--build-arg", .. arguments, .. secrets];
        return command.RunAsync("dotnet", ["exec", s_program, .. targets.Split(' '), .. options]);
    }
}
