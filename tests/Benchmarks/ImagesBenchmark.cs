using Nuke.Docker.BuildKit.Engines;

namespace Benchmarks;

/// <summary>Builds services of which one has changed: one build of ours, and bare builds one after the other.</summary>
internal sealed class ImagesBenchmark : IAsyncDisposable
{
    private const string Image = "images-benchmark";

    private static readonly string s_program = Path.Combine(Repository.Root, "tests", "SmallBuilds", "bin", "Release", "net10.0", "SmallBuilds.dll");

    private readonly string _folder = Directory.CreateTempSubdirectory("images-benchmark-").FullName;
    private readonly int _services;
    private readonly Command _command;

    /// <param name="connection">The engine that builds.</param>
    /// <param name="services">The number of images.</param>
    /// <param name="dockerfile">The Dockerfile of each.</param>
    public ImagesBenchmark(EngineConnection connection, int services, string dockerfile = "FROM scratch\nCOPY app.py /\n")
    {
        _services = services;
        var images = string.Join(';', Enumerable.Range(0, services).Select(number => $"{Image}-{number}=service{number}"));
        var variables = new Dictionary<string, string>
        {
            ["SMALL_BUILD"] = "ImagesBuild", ["IMAGES"] = images, ["XDG_CACHE_HOME"] = Path.Combine(_folder, "cache"), ["NO_COLOR"] = "1",
        };
        _command = new Command(connection, _folder, variables);
        Directory.CreateDirectory(Path.Combine(_folder, ".nuke"));
        for (var number = 0; number < services; number++)
        {
            var folder = Directory.CreateDirectory(FolderOf(number)).FullName;
            File.WriteAllText(Path.Combine(folder, "Dockerfile"), dockerfile);
            Change(number);
        }
    }

    public async Task<IReadOnlyList<Pair>> CompareAsync(int rounds)
    {
        var pairs = new List<Pair>();
        for (var round = 0; round <= rounds; round++)
        {
            Change(round % _services);
            var rival = await BareAsync();
            Change(round % _services);
            pairs.Add(Pair.Of(await OursAsync(), rival));
        }

        return pairs[1..];
    }

    /// <summary>Builds all services with one build of ours.</summary>
    public Task<TimeSpan> OursAsync() => _command.RunAsync("dotnet", "exec", s_program, "DockerBuild");

    /// <summary>Builds the services with bare builds one after the other.</summary>
    public Task<TimeSpan> BareAsync() => _command.ShellAsync(
        string.Join(" && ", Enumerable.Range(0, _services).Select(number => $"docker buildx build --load --tag {Image}-{number}:bare service{number}")));

    /// <summary>Returns the build context of a service.</summary>
    public string FolderOf(int number) => Path.Combine(_folder, $"service{number}");

    /// <summary>Changes the code of a service.</summary>
    public void Change(int number) => File.WriteAllText(Path.Combine(FolderOf(number), "app.py"), $"print('{Guid.NewGuid()}')\n");

    public async ValueTask DisposeAsync()
    {
        await _command.ShellAsync($"docker image ls --quiet '{Image}-*' | sort -u | xargs -r docker image rm --force > /dev/null");
        Directory.Delete(_folder, recursive: true);
    }
}
