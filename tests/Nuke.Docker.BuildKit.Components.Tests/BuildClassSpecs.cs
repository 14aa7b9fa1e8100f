using System.Diagnostics;
using System.Text.Json;
using DockerTestSupport;

namespace Nuke.Docker.BuildKit.Components.Tests;

/// <summary>A build class as users of NUKE write it, compiled and run in a process of its own.</summary>
public class BuildClassSpecs
{
    private static readonly string FakeDocker = FakeDockerTool.Executable;

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

    [Test]
    public async Task What_docker_prints_reaches_the_log_of_the_build()
    {
        Prints("""{ "Kind": "Out", "Text": "removed 3 records" }, { "Kind": "Err", "Text": "and one more" }""");

        var (exitCode, output) = await RunAsync("Clean");

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain("removed 3 records").And.Contain("and one more"));
    }

    [Test]
    [Platform("Unix", Reason = "The stand-in for the engine listens on a unix socket.")]
    public async Task An_attribute_that_the_engine_is_too_old_for_ends_DockerBuild_before_a_build_starts()
    {
        // Every request gets this response; a ping reads only the header.
        using var engine = new FakeDaemon(FakeDaemon.Json(
            200,
            """{"ServerVersion":"28.5.2","OSType":"linux","Driver":"overlayfs","DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]]}""",
            "Api-Version: 1.51\r\nBuilder-Version: 2\r\nOstype: linux\r\n"));
        File.WriteAllText(Path.Combine(_root.FullName, "Dockerfile"), "FROM scratch\n");
        Prints("""{ "Kind": "Out", "Text": "github.com/docker/buildx v0.29.1 1a2b3c" }""");
        File.CreateSymbolicLink(Path.Combine(_root.CreateSubdirectory("bin").FullName, "docker"), FakeDocker);
        File.CreateSymbolicLink(Path.Combine(_root.CreateSubdirectory("config/cli-plugins").FullName, "docker-buildx"), FakeDocker);
        var surroundings = new Dictionary<string, string>
        {
            ["DOCKER_HOST"] = engine.Host,
            ["DOCKER_CONFIG"] = Path.Combine(_root.FullName, "config"),
            ["PATH"] = $"{_root.FullName}/bin:{Environment.GetEnvironmentVariable("PATH")}",
        };

        var (exitCode, output) = await RunAsync(surroundings, "DockerBuild", "--complete-materials", "--docker-cache", "none");

        Assert.That(exitCode, Is.Not.Zero, output);
        Assert.That(output, Does.Contain("complete-materials needs BuildKit 0.31.0; 0.25.2 is installed").And.Contain("Update the engine"));
        Assert.That(Calls(), Is.EqualTo(new[] { "version" }));
    }

    private void Prints(string steps) =>
        File.WriteAllText(Path.Combine(_root.FullName, "script.json"), $$"""{ "Rules": [{ "Match": [], "ExitCode": 0, "Steps": [{{steps}}] }] }""");

    private IEnumerable<string> Calls() => File.ReadLines(LogFile)
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Arguments").EnumerateArray().Select(argument => argument.GetString()))
        .Select(arguments => string.Join(' ', arguments));

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => RunAsync([], arguments);

    private async Task<(int ExitCode, string Output)> RunAsync(Dictionary<string, string> surroundings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _root.FullName, UseShellExecute = false, RedirectStandardOutput = true };
        string[] all = ["exec", Path.Combine(TestContext.CurrentContext.TestDirectory, "UserBuild.dll"), .. arguments, "--docker-tool", FakeDocker];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        start.Environment["FAKEDOCKER_LOG"] = LogFile;
        if (Path.Combine(_root.FullName, "script.json") is var script && File.Exists(script))
            start.Environment["FAKEDOCKER_SCRIPT"] = script;
        foreach (var (name, value) in surroundings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
