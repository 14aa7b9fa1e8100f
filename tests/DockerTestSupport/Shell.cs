using System.Diagnostics;
using Nuke.Docker.BuildKit.Engines;

namespace DockerTestSupport;

/// <summary>Runs commands as a user types them, with the engine's docker first in PATH.</summary>
internal static class Shell
{
    /// <returns>Standard output and error together.</returns>
    public static async Task<string> RunAsync(EngineConnection connection, string script, string? directory = null)
    {
        var (code, output) = await StartAsync(connection, script, directory);

        // A fault of BuildKit itself, from which DockerBuild recovers: every step ran, but the image was not unpacked. The second attempt finds all
        // steps cached, so the first one's output says which steps ran.
        var lostSnapshot = script.StartsWith("docker buildx build ", StringComparison.Ordinal)
            && output.Contains(": parent snapshot sha256:", StringComparison.Ordinal);
        if (code != 0 && lostSnapshot)
        {
            TestContext.Out.WriteLine($"Once more, as a snapshot was lost: {script}");
            (code, var again) = await StartAsync(connection, script, directory);
            output = code == 0 ? output : again;
        }

        return code == 0 ? output : throw new InvalidOperationException($"{script}\nended with {code}:\n{output}");
    }

    private static async Task<(int Code, string Output)> StartAsync(EngineConnection connection, string script, string? directory)
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

        return (process.ExitCode, output);
    }
}
