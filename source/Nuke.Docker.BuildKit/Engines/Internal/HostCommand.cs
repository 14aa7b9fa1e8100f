using System.Diagnostics;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Runs a short-lived program of the host (apt-get, dpkg, docker) and reads its output.</summary>
internal static class HostCommand
{
    public static async Task<HostCommandResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environment = null,
        bool inheritEnvironment = true,
        string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? "",
        };

        if (!inheritEnvironment)
            start.Environment.Clear();

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        using var process = StartOrNull(start);

        if (process is null)
            return new HostCommandResult(127, "", $"{program}: not found");

        if (input is not null)
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);

        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new HostCommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Returns the first file of that name in the folders of PATH; <c>null</c> if there is none.</summary>
    public static string? Find(string program, IReadOnlyDictionary<string, string> environment)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{program}.exe"] : [program];

        return (environment.Read("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(directory => names.Select(name => Path.Combine(directory, name)))
            .FirstOrDefault(File.Exists);
    }

    private static Process? StartOrNull(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
