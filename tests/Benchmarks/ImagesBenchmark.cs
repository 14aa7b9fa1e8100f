using Nuke.Docker.BuildKit.Engines;

namespace Benchmarks;

/// <summary>Builds ten services of which one has changed: one build of ours, and ten bare builds one after the other.</summary>
internal sealed class ImagesBenchmark : IAsyncDisposable
{
    private const int Services = 10;
    private const string Image = "images-benchmark";

    private readonly string _folder = Directory.CreateTempSubdirectory("images-benchmark-").FullName;
    private readonly Command _command;

    public ImagesBenchmark(EngineConnection connection)
    {
        var images = string.Join(';', Enumerable.Range(0, Services).Select(number => $"{Image}-{number}=service{number}"));
        var variables = new Dictionary<string, string>
        {
            ["SMALL_BUILD"] = "ImagesBuild", ["IMAGES"] = images, ["XDG_CACHE_HOME"] = Path.Combine(_folder, "cache"), ["NO_COLOR"] = "1",
        };
        _command = new Command(connection, _folder, variables);
        Directory.CreateDirectory(Path.Combine(_folder, ".nuke"));
        for (var number = 0; number < Services; number++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"service{number}")).FullName;
            File.WriteAllText(Path.Combine(folder, "Dockerfile"), "FROM scratch\nCOPY app.py /\n");
            Change(number);
        }
    }

    public async Task<IReadOnlyList<Pair>> CompareAsync(int rounds)
    {
        var program = Path.Combine(Repository.Root, "tests", "SmallBuilds", "bin", "Release", "net10.0", "SmallBuilds.dll");
        var bare = string.Join(
            " && ", Enumerable.Range(0, Services).Select(number => $"docker buildx build --load --tag {Image}-{number}:bare service{number}"));
        var pairs = new List<Pair>();
        for (var round = 0; round <= rounds; round++)
        {
            Change(round % Services);
            var rival = await _command.ShellAsync(bare);
            Change(round % Services);
            pairs.Add(Pair.Of(await _command.RunAsync("dotnet", "exec", program, "DockerBuild"), rival));
        }

        return pairs[1..];
    }

    public async ValueTask DisposeAsync()
    {
        await _command.ShellAsync($"docker image ls --quiet '{Image}-*' | sort -u | xargs -r docker image rm --force > /dev/null");
        Directory.Delete(_folder, recursive: true);
    }

    private void Change(int number) => File.WriteAllText(Path.Combine(_folder, $"service{number}", "app.py"), $"print('{Guid.NewGuid()}')\n");
}
