using System.Diagnostics;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;

namespace Benchmarks;

/// <summary>Builds templates/fastapi-service in two ways and measures the time of the whole command.</summary>
internal sealed class ServiceBenchmark(string root)
{
    private readonly string _code = Path.Combine(root, "templates", "fastapi-service", "app", "main.py");

    // Forced, because the report of a skipped build names no command.
    public Task PrepareAsync() => OursAsync("--docker-force");

    public async Task<IReadOnlyList<(TimeSpan Bare, TimeSpan Ours)>> CompareAsync(int rounds, bool changeCode)
    {
        var connection = await new EngineLocator(new EmbeddedEngine(Path.Combine(root, ".nuke", "temp", "docker-engine"))).FindAsync();
        var report = BuildReportReader.Read(Path.Combine(root, "artifacts", "docker", "fastapi-service", "report.json"));
        var command = report.Command ?? throw new InvalidOperationException("The report names no command.");
        // With the same tag, each of the two would find an image that it has not built.
        var bare = command.Replace("--tag fastapi-service:latest", "--tag fastapi-service:bare", StringComparison.Ordinal);
        var original = await File.ReadAllTextAsync(_code);
        var pairs = new List<(TimeSpan, TimeSpan)>();
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                await ChangeAsync();
                var first = await RunAsync("/bin/sh", ["-c", bare], connection);
                await ChangeAsync();
                pairs.Add((first, await OursAsync()));
            }
        }
        finally
        {
            await File.WriteAllTextAsync(_code, original);
        }

        return pairs;

        Task ChangeAsync() => changeCode ? File.WriteAllTextAsync(_code, $"{original}\n# {Guid.NewGuid()}\n") : Task.CompletedTask;
    }

    private Task<TimeSpan> OursAsync(params string[] arguments) =>
        RunAsync(Path.Combine(root, "build.sh"), ["DockerBuild", .. arguments], connection: null);

    private async Task<TimeSpan> RunAsync(string program, string[] arguments, EngineConnection? connection)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in connection?.ProcessEnvironment() ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        // The engine sometimes loses a snapshot, and the same command then succeeds: such a round is repeated.
        for (var attempt = 0; ; attempt++)
        {
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            if (process.ExitCode == 0)
                return watch.Elapsed;
            if (attempt == 2)
                throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{string.Concat(output)}");
        }
    }
}
