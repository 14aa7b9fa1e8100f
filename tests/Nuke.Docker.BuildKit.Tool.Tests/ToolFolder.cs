using Nuke.Common.Execution;

namespace Nuke.Docker.BuildKit.Tool.Tests;

/// <summary>A folder in which tests run the tool, in this process.</summary>
internal sealed class ToolFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("tool-").FullName;

    public string Output { get; private set; } = "";

    public string PathOf(string path) => Path.Combine(Root, path);

    public ToolFolder Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
        return this;
    }

    /// <summary>Runs the tool in a subfolder.</summary>
    /// <returns>The exit code.</returns>
    public int RunIn(string folder, params string[] arguments)
    {
        using var output = new StringWriter();
        var environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" };
        var exitCode = new ToolRun(new Invocation(arguments, environment, Path.GetFullPath(PathOf(folder)), output)).Execute();
        Output = output.ToString();
        return exitCode;
    }

    public int Run(params string[] arguments) => RunIn(".", arguments);

    public string[] Entries(string folder = ".") =>
        [.. Directory.GetFileSystemEntries(PathOf(folder)).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        BuildSession.End();
        Directory.Delete(Root, recursive: true);
    }
}
