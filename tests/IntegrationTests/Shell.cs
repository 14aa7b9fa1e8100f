using System.Diagnostics;
using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests;

/// <summary>Commands as a user would type them, with the engine's docker first in PATH.</summary>
internal static class Shell
{
    /// <returns>Standard output and error together.</returns>
    public static async Task<string> RunAsync(EngineConnection connection, string script, string? directory = null)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec 2>&1; {script}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = directory ?? "",
        };

        foreach (var (name, value) in connection.ProcessEnvironment())
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{script}\nended with {process.ExitCode}:\n{output}");
    }
}
