using System.Linq.Expressions;
using Nuke.Common;
using Nuke.Common.Execution;

namespace Nuke.EmbeddedHost.Tests.Runs;

/// <summary>Runs a build in this process, with its own root directory.</summary>
internal sealed class TestRun : IDisposable
{
    public TestRun()
    {
        Root = Directory.CreateTempSubdirectory("nuke-host-").FullName;
        Directory.CreateDirectory(Path.Combine(Root, ".nuke"));
    }

    public string Root { get; }
    public string Output { get; private set; } = "";
    public Dictionary<string, string> Environment { get; } = new() { ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "" };

    public static IReadOnlyList<string> Ran => RecordingBuild.Last.Ran;

    public int Execute<T>(Expression<Func<T, Target>>? target, params string[] arguments) where T : NukeBuild, new()
    {
        using var output = new StringWriter();
        var invocation = new Invocation(arguments, Environment, Root, output);
        var exitCode = target == null ? BuildRun.Execute<T>(invocation) : BuildRun.Execute(invocation, target);
        Output = output.ToString();
        return exitCode;
    }

    public void Write(string path, string content)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public ExecutionStatus StatusOf(string target) => RecordingBuild.Last.ExecutionPlan.Single(x => x.Name == target).Status;

    public void Dispose()
    {
        BuildSession.End();
        Directory.Delete(Root, recursive: true);
    }
}
