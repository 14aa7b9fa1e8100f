using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Components.Tests;

/// <summary>A build class as users of NUKE write it, compiled and run in a process of its own.</summary>
public class BuildClassSpecs
{
    private static readonly string FakeDocker =
        typeof(BuildClassSpecs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "FakeDocker").Value!
        + (OperatingSystem.IsWindows() ? ".exe" : "");

    private DirectoryInfo _root = null!;

    private string LogFile => Path.Combine(_root.FullName, "calls.jsonl");

    [SetUp]
    public void SetUp()
    {
        _root = Directory.CreateTempSubdirectory("userbuild-");
        _root.CreateSubdirectory(".nuke");
    }

    [TearDown]
    public void TearDown() => _root.Delete(recursive: true);

    [Test]
    public async Task Targets_run_what_their_settings_say()
    {
        var (exitCode, output) = await RunAsync("Up");

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(Calls(), Is.EqualTo(new[]
        {
            "buildx prune --force",
            "image tag acme/bot acme/web",
            "image tag acme/bot acme/worker",
            "compose --file compose.yml up --detach web worker",
        }));
    }

    [Test]
    public async Task Parameters_decide_what_is_set()
    {
        var (exitCode, output) = await RunAsync("Clean", "--everything");

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(Calls(), Is.EqualTo(new[] { "buildx prune --all --builder ci --force" }));
    }

    private IEnumerable<string> Calls() => File.ReadLines(LogFile)
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Arguments").EnumerateArray().Select(argument => argument.GetString()))
        .Select(arguments => string.Join(' ', arguments));

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _root.FullName, UseShellExecute = false, RedirectStandardOutput = true };
        string[] all = ["exec", Path.Combine(TestContext.CurrentContext.TestDirectory, "UserBuild.dll"), .. arguments, "--docker-tool", FakeDocker];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        start.Environment["FAKEDOCKER_LOG"] = LogFile;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
