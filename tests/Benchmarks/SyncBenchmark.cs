using System.Diagnostics;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Images;
using Nuke.Docker.BuildKit.Images.Sync;
using Nuke.Docker.BuildKit.Registries;
using SealedInputs;

namespace Benchmarks;

/// <summary>Times copies of images between two registries on the loopback interface: ours, that of buildx, other programs, and pull, tag and push.</summary>
internal sealed class SyncBenchmark : IAsyncDisposable
{
    private const int Layers = 3;

    private readonly string _folder;
    private readonly EngineConnection _connection;
    private readonly LoopbackRegistry _source;
    private readonly string[] _images;

    private SyncBenchmark(EngineConnection connection, string folder, LoopbackRegistry source, int images)
    {
        (_connection, _folder, _source) = (connection, folder, source);
        _images = [.. Enumerable.Range(1, images).Select(number => $"acme/app{number}")];
    }

    /// <summary>Prints the times of all ways.</summary>
    public static async Task PrintAsync(EngineConnection connection, int rounds)
    {
        const int images = 20;
        const int megabytes = 50;
        var inputs = Path.Combine(Repository.Root, ".nuke", "temp", "sealed-inputs");
        await using var benchmark = await CreateAsync(connection, inputs, images, megabytes);
        var results = new List<(string Way, TimeSpan First, TimeSpan Again)>();
        for (var round = 0; round < rounds; round++)
            results.AddRange(await benchmark.RunAsync(inputs));
        Console.WriteLine($"{$"{images} images of {megabytes} MB, seconds",-32}{"first",22}{"nothing changed",22}{"ours/first",12}");
        var ours = Sample.Of(results.Where(result => result.Way == results[0].Way).Select(result => result.First.TotalSeconds));
        foreach (var way in results.GroupBy(result => result.Way))
        {
            var first = Sample.Of(way.Select(result => result.First.TotalSeconds));
            Console.WriteLine($"{way.Key,-32}{first,22}{Sample.Of(way.Select(result => result.Again.TotalSeconds)),22}{ours.Median / first.Median,12:0.00}");
        }
    }

    private static async Task<SyncBenchmark> CreateAsync(EngineConnection connection, string inputs, int images, int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("sync-benchmark-").FullName;
        var benchmark = new SyncBenchmark(connection, folder, await LoopbackRegistry.StartAsync(inputs, Path.Combine(folder, "source")), images);
        using var content = new RegistryImages(benchmark._source.Address);
        foreach (var image in benchmark._images)
        {
            var layers = Enumerable.Range(0, Layers).Select(layer => RegistryImages.LayerAsync($"layer{layer}", megabytes * 1_000_000 / Layers));
            await content.PushAsync(image, "1", await Task.WhenAll(layers));
        }

        return benchmark;
    }

    /// <summary>Times each way into an empty registry, and once more with nothing changed.</summary>
    private async Task<IReadOnlyList<(string Way, TimeSpan First, TimeSpan Again)>> RunAsync(string inputs)
    {
        var results = new List<(string, TimeSpan, TimeSpan)>();
        foreach (var (way, copy) in Ways())
        {
            var folder = Path.Combine(_folder, "destination");
            await using (var destination = await LoopbackRegistry.StartAsync(inputs, folder))
                results.Add((way, await TimeAsync(() => copy(destination.Address)), await TimeAsync(() => copy(destination.Address))));
            Directory.Delete(folder, recursive: true);
        }

        return results;
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private IEnumerable<(string, Func<string, Task>)> Ways()
    {
        yield return ("DockerSync", SyncAsync);
        var docker = _connection.DockerPath;
        yield return ("imagetools, 4 at once", to => Parallel.ForEachAsync(
            _images,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (image, _) => await RunAsync(docker, "buildx", "imagetools", "create", "-t", $"{to}/{image}:1", $"{_source.Address}/{image}:1")));
        if (HostCommand.Find("crane", EnvironmentReading.OfThisProcess()) is { } crane)
            yield return ("crane copy", to => EachAsync(image => RunAsync(crane, "copy", "--insecure", $"{_source.Address}/{image}:1", $"{to}/{image}:1")));
        if (HostCommand.Find("skopeo", EnvironmentReading.OfThisProcess()) is { } skopeo)
            yield return ("skopeo sync", to => SkopeoAsync(skopeo, to));
        yield return ("pull, tag, push", to => EachAsync(async image =>
        {
            await RunAsync(docker, "pull", "-q", $"{_source.Address}/{image}:1");
            await RunAsync(docker, "tag", $"{_source.Address}/{image}:1", $"{to}/{image}:1");
            await RunAsync(docker, "push", "-q", $"{to}/{image}:1");
        }));
    }

    private async Task EachAsync(Func<string, Task> copy)
    {
        foreach (var image in _images)
            await copy(image);
    }

    private async Task SyncAsync(string to)
    {
        var options = new SyncOptions { Copies = [.. _images.Select(image => new ImageCopy($"{_source.Address}/{image}:1", to))] };
        using var registries = new RegistryConnections(
            new RegistryOptions
            {
                Credentials = new RegistryCredentials(EnvironmentReading.OfThisProcess()),
                Limit = new TransferLimit(options.Connections, 4_000_000_000),
            },
            CancellationToken.None);
        var run = new SyncRun(registries, options, engine: null, image =>
        {
            if (image.Failure is not null)
                throw image.Failure;
        });
        await run.RunAsync(CancellationToken.None);
    }

    private async Task SkopeoAsync(string skopeo, string to)
    {
        var file = Path.Combine(_folder, "skopeo.yaml");
        var images = _images.Select(image => $"    {image}: ['1']\n");
        await File.WriteAllTextAsync(file, $"{_source.Address}:\n  tls-verify: false\n  images:\n{string.Concat(images)}");
        await RunAsync(skopeo, "--insecure-policy", "sync", "--dest-tls-verify=false", "--src", "yaml", "--dest", "docker", file, $"{to}/acme");
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var variables = _connection.ProcessEnvironment().ToDictionary();
        var result = await HostCommand.RunAsync(program, arguments, CancellationToken.None, environment: variables);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {result.Errors}{result.Output}");
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started);
    }
}
