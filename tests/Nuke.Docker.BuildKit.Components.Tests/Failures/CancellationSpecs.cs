using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Components.Tests.Failures;

[Platform("Unix", Reason = "Signals are sent by the program kill.")]
public sealed class CancellationSpecs
{
    private DirectoryInfo _root = null!;
    private Process _process = null!;
    private readonly StringBuilder _output = new();

    [SetUp]
    public void SetUp()
    {
        _root = Directory.CreateTempSubdirectory("cancellation-");
        _root.CreateSubdirectory(".nuke");
        _output.Clear();
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _root.FullName, UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in new[] { "exec", Path.Combine(TestContext.CurrentContext.TestDirectory, "SmallBuilds.dll"), "Wait", "Later", "Assured" })
            start.ArgumentList.Add(argument);
        start.Environment["SMALL_BUILD"] = "DockerBuild";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
    }

    [TearDown]
    public void TearDown()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _root.Delete(recursive: true);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task A_signal_ends_the_target_then_runs_what_is_assured_and_writes_one_summary(string signal)
    {
        await WaitForAsync("waiting");
        await SignalAsync(signal);
        await _process.WaitForExitAsync();

        Assert.Multiple(() =>
        {
            Assert.That(_process.ExitCode, Is.EqualTo(130), Output);
            Assert.That(Output, Does.Match("(?s)stopping.*stopped.*assured ran"));
            Assert.That(Output, Does.Match(@"(?m)^Assured +Succeeded").And.Match("(?m)^Later +NotRun"));
            Assert.That(Regex.Matches(Output, "(?m)^Target +Status", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), Has.Count.EqualTo(1), "summaries");
            Assert.That(Output, Does.Not.Contain("The host's own handler ran"));
        });
    }

    [Test]
    public async Task A_second_signal_ends_the_process_at_once()
    {
        await WaitForAsync("waiting");
        await SignalAsync("INT");
        await WaitForAsync("stopping");
        await SignalAsync("INT");
        await _process.WaitForExitAsync();

        Assert.That(_process.ExitCode, Is.EqualTo(130), Output);
        Assert.That(Output, Does.Not.Contain("assured ran"));
    }

    private string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    private void Take(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }

    private async Task WaitForAsync(string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!Output.Contains(text, StringComparison.Ordinal))
            await Task.Delay(10, patience.Token);
    }

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }
}
