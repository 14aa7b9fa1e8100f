using System.Diagnostics;
using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Settings;

/// <summary>Runs the real buildx, to see how it reads our arguments.</summary>
internal static class Buildx
{
    private const int Sample = 60;
    private const int All = 1500;

    /// <summary>Number of values that are passed to buildx.</summary>
    public static int Count { get; } = FullRun.IsRequested ? All : Sample;

    /// <summary>Returns the standard output. The arguments reach the process unchanged.</summary>
    public static async Task<string> RunAsync(EngineConnection connection, string directory, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(connection.DockerPath!, ["buildx", .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in connection.Environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        return process.ExitCode == 0 ? output : throw new AssertionException($"buildx ended with {process.ExitCode}: {await error}");
    }
}
