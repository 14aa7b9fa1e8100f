using System.Diagnostics;

namespace Nuke.Docker.BuildKit.Components.Tests;

/// <summary>Runs one of the small build classes in a process of its own, in an empty repository.</summary>
internal sealed class SmallBuildRun : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("smallbuild-");

    public SmallBuildRun() => _root.CreateSubdirectory(".nuke");

    public void Write(string path, string text)
    {
        var full = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public string PathOf(string path) => Path.Combine(_root.FullName, path);

    public bool Exists(string path) => File.Exists(PathOf(path));

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public async Task<(int ExitCode, string Output)> RunAsync(string build, string[] arguments, params (string Name, string Value)[] variables)
    {
        var (exitCode, output, error) = await RunApartAsync(build, arguments, variables);
        return (exitCode, output + error);
    }

    /// <summary>The same with standard output and standard error apart.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunApartAsync(
        string build, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _root.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all = ["exec", Path.Combine(TestContext.CurrentContext.TestDirectory, "SmallBuilds.dll"), .. arguments];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        start.Environment["SMALL_BUILD"] = build;
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(_root.FullName, "cache");
        start.Environment["NUKE_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _root.Delete(recursive: true);
}
