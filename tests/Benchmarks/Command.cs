using System.Diagnostics;
using Nuke.Docker.BuildKit.Engines;

namespace Benchmarks;

/// <summary>Runs commands as a user would and measures their whole time.</summary>
/// <param name="connection">The engine for their environment; <c>null</c>: they find it themselves.</param>
/// <param name="directory">The working directory.</param>
/// <param name="variables">Further environment variables.</param>
internal sealed class Command(EngineConnection? connection, string directory, IReadOnlyDictionary<string, string>? variables = null)
{
    /// <summary>Runs a shell script.</summary>
    public Task<TimeSpan> ShellAsync(string script) => RunAsync("/bin/sh", "-c", script);

    /// <summary>Runs a program.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<TimeSpan> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var engine = connection?.ProcessEnvironment() ?? new Dictionary<string, string>();
        foreach (var (name, value) in engine.Concat(variables ?? new Dictionary<string, string>()))
            start.Environment[name] = value;

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? watch.Elapsed
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{string.Concat(output)}");
    }
}
