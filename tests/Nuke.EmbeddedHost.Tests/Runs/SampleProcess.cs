using System.Diagnostics;
using System.Text;

namespace Nuke.EmbeddedHost.Tests.Runs;

/// <summary>The sample build in its own process.</summary>
internal sealed class SampleProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process = new();
    private readonly StringBuilder output = new();

    public SampleProcess(string root, params string[] arguments)
    {
        process.StartInfo = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process.StartInfo.ArgumentList.Add("exec");
        process.StartInfo.ArgumentList.Add(Path.Combine(TestContext.CurrentContext.TestDirectory, "SampleBuild.dll"));
        foreach (var argument in arguments)
            process.StartInfo.ArgumentList.Add(argument);
        process.OutputDataReceived += (_, x) => Add(x.Data);
        process.ErrorDataReceived += (_, x) => Add(x.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public int WaitForExit()
    {
        Assert.That(process.WaitForExit(Patience), Is.True, $"The build did not end. It wrote:\n{Output}");
        process.WaitForExit();
        return process.ExitCode;
    }

    public void WaitFor(string text) => Assert.That(() => Output, Does.Contain(text).After((int)Patience.TotalMilliseconds, 20));

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private void Add(string? line)
    {
        lock (output)
            output.AppendLine(line);
    }
}
