using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using DockerTestSupport;
using FakeDocker;

namespace Nuke.Docker.BuildKit.Components.Tests.Terminal;

/// <summary>The live progress of a build in a pseudo terminal.</summary>
public sealed partial class LiveTerminalSpecs
{
    private const string Name = "[2/2] RUN python -m compileall the whole application with all its modules";
    private const string Label = "2/2";

    private FakeDockerTool _docker = null!;
    private DirectoryInfo _root = null!;

    [SetUp]
    public void Create()
    {
        if (OperatingSystem.IsWindows() || FindPython() is null)
            Assert.Ignore("A pseudo terminal needs python3.");
        _docker = new FakeDockerTool();
        _root = Directory.CreateTempSubdirectory("live-");
        _root.CreateSubdirectory(".nuke");
        File.WriteAllText(Path.Combine(_root.FullName, "Dockerfile"), "FROM scratch\n");
    }

    [TearDown]
    public void Delete()
    {
        _docker?.Dispose();
        _root?.Delete(recursive: true);
    }

    [Test]
    public async Task Running_steps_are_shown_below_the_log_and_removed_at_the_end()
    {
        var run = await RunAsync(100, Running(1500));

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Text);
            Assert.That(Frames(run.Text), Has.Some.Contains(Label));
            AssertIsSane(run);
        });
    }

    [Test]
    public async Task After_a_resize_no_line_is_wider_than_the_terminal()
    {
        var run = await RunAsync(100, Running(2500), $"{Label}=>resize 30");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Text);
            // The first write may have begun before the resize.
            Assert.That(Frames(run.Parts[^1]).Skip(2).SelectMany(Rows), Is.Not.Empty.And.All.Length.LessThan(30));
            AssertIsSane(run);
        });
    }

    [TestCase(20)]
    [TestCase(8)]
    public async Task Lines_fit_into_a_narrow_terminal(int columns)
    {
        var run = await RunAsync(columns, Running(1500));

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Text);
            Assert.That(Frames(run.Text).SelectMany(Rows), Is.Not.Empty.And.All.Length.LessThan(columns));
            AssertIsSane(run);
        });
    }

    [TestCase("NO_COLOR", "1", true)]
    [TestCase("TERM", "xterm-256color", false)]
    public async Task NO_COLOR_switches_the_colors_of_the_live_lines_off(string variable, string value, bool isPlain)
    {
        var run = await RunAsync(100, Running(1500), variables: (variable, value));

        Assert.That(Frames(run.Text), Has.Some.Contains(Label));
        Assert.That(Frames(run.Text).Any(frame => Color().IsMatch(frame)), Is.EqualTo(!isPlain), run.Text);
    }

    [Test]
    public async Task A_dumb_terminal_gets_lines()
    {
        var run = await RunAsync(100, Running(500), variables: ("TERM", "dumb"));

        Assert.That(run.ExitCode, Is.Zero, run.Text);
        Assert.That(run.Text, Does.Contain(Label).And.Not.Contain("\e[J"));
    }

    [Test]
    public async Task Ctrl_C_leaves_the_terminal_as_it_was()
    {
        var run = await RunAsync(100, [new Step(StepKind.Err, Started), new Step(StepKind.Hang)], $"{Label}=>interrupt");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(130), run.Text);
            AssertIsSane(run);
        });
    }

    private static string Started => Event("\"started\":\"2026-01-01T00:00:00Z\"");

    private static Step[] Running(int milliseconds) =>
    [
        new(StepKind.Err, Started),
        new(StepKind.Delay, Number: milliseconds),
        new(StepKind.Err, Event("\"started\":\"2026-01-01T00:00:00Z\",\"completed\":\"2026-01-01T00:00:02Z\"")),
    ];

    private static string Event(string times) =>
        $$"""{"vertexes":[{"digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111","name":"{{Name}}",{{times}}}]}""";

    // The live lines were erased, the cursor is shown, and the settings are those of the start.
    private static void AssertIsSane(TerminalRun run)
    {
        Assert.That(run.IsRestored, Is.True, "settings of the terminal");
        Assert.That(run.Text.LastIndexOf("\e[?25l", StringComparison.Ordinal), Is.LessThanOrEqualTo(run.Text.LastIndexOf("\e[?25h", StringComparison.Ordinal)));
        Assert.That(run.Text, Does.Contain("\e[J"));
        Assert.That(run.Text[(run.Text.LastIndexOf("\e[J", StringComparison.Ordinal) + 3)..], Does.Not.StartWith(Label));
        Assert.That(run.Text, Does.EndWith("\n"));
    }

    // What is written between one erasure and the next; the last one is followed by the log.
    private static IReadOnlyList<string> Frames(string text) => [.. text.Split("\e[J")[..^1].Select(frame => Move().Replace(frame, ""))];

    // Lines of the log end with a line feed, and the live ones follow the last of them or replace others.
    private static IEnumerable<string> Rows(string frame) => [.. Style().Replace(frame, "").Split("\n").TakeLast(1).Select(row => row.Trim('\r'))];

    private async Task<TerminalRun> RunAsync(int columns, Step[] steps, string actions = "", params (string Name, string Value)[] variables)
    {
        _docker.Does(steps);
        var result = Path.Combine(_root.FullName, "result.json");
        var build = Path.Combine(TestContext.CurrentContext.TestDirectory, "SmallBuilds.dll");
        var script = Path.Combine(TestContext.CurrentContext.TestDirectory, "Terminal", "terminal.py");
        var start = new ProcessStartInfo(FindPython()!, [script, result, $"{columns}", actions, "dotnet", "exec", build]) { WorkingDirectory = _root.FullName };
        foreach (var name in (string[])["CI", "TF_BUILD", "TEAMCITY_VERSION", "GITHUB_ACTIONS", "GITLAB_CI", "NO_COLOR"])
            start.Environment.Remove(name);
        start.Environment["TERM"] = "xterm";
        start.Environment["SMALL_BUILD"] = "LiveBuild";
        start.Environment["NUKE_TELEMETRY_OPTOUT"] = "1";
        start.Environment["LIVE_DOCKER"] = FakeDockerTool.Executable;
        start.Environment[Script.ScriptVariable] = _docker.ScriptFile;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<TerminalRun>(await File.ReadAllTextAsync(result))!;
    }

    private static string? FindPython() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "python3")).FirstOrDefault(File.Exists);

    [GeneratedRegex(@"\e\[[0-9;]*m", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Style();

    [GeneratedRegex(@"\e\[([0-9;]*;)?(3[0-7]|38|9[0-7])[0-9;]*m", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Color();

    [GeneratedRegex(@"\r?(\e\[[0-9]+A)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Move();

    private sealed record TerminalRun(int ExitCode, bool IsRestored, IReadOnlyList<string> Parts)
    {
        public string Text => string.Concat(Parts);
    }
}
