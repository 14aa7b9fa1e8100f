using System.Reflection;
using System.Text.Json;
using FakeDocker;
using Nuke.Docker.BuildKit.Commands;

namespace DockerTestSupport;

/// <summary>A folder with a script for the fake executable and the calls that the fake recorded.</summary>
internal sealed class FakeDockerTool : IDisposable
{
    private readonly List<Rule> _rules = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fakedocker-");

    /// <summary>The built executable.</summary>
    public static string Executable { get; } =
        typeof(FakeDockerTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "FakeDocker").Value!
        + (OperatingSystem.IsWindows() ? ".exe" : "");

    /// <summary>Folder for the files of a test, deleted with the fake.</summary>
    public string Folder => _folder.FullName;

    /// <summary>All calls so far, the oldest first.</summary>
    public IReadOnlyList<Call> Calls => File.Exists(LogFile)
        ? [.. File.ReadLines(LogFile).Select(line => JsonSerializer.Deserialize(line, ScriptJson.Default.Call)!)]
        : [];

    private string LogFile => Path.Combine(Folder, "calls.jsonl");

    /// <summary>The script, for a process that the test starts itself.</summary>
    public string ScriptFile => Path.Combine(Folder, "script.json");

    /// <summary>Sets the answer to every call that begins with these words. The first matching answer counts.</summary>
    public FakeDockerTool On(IReadOnlyList<string> words, int exitCode, params IReadOnlyList<Step> steps) => Add(new Rule(words, steps, exitCode));

    /// <summary>Sets the answer to one call, counted from 1. Answers to single calls come before those to all calls.</summary>
    public FakeDockerTool OnCall(int number, int exitCode, params IReadOnlyList<Step> steps) => Add(new Rule([], steps, exitCode, number));
    /// <summary>Sets the answer to every call.</summary>
    public FakeDockerTool Does(params IReadOnlyList<Step> steps) => On([], 0, steps);

    /// <summary>Makes the settings run the fake instead of docker.</summary>
    public T StandIn<T>(T settings)
        where T : DockerSettings =>
        settings
            .SetToolPath(Executable)
            .AddEnvironmentVariable(Script.LogVariable, LogFile)
            .AddEnvironmentVariable(Script.ScriptVariable, _rules.Count > 0 ? ScriptFile : "");

    public void Dispose() => _folder.Delete(recursive: true);

    private FakeDockerTool Add(Rule rule)
    {
        _rules.Add(rule);
        File.WriteAllText(ScriptFile, JsonSerializer.Serialize(new Script(_rules), ScriptJson.Default.Script));
        return this;
    }
}
