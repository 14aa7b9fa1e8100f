using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace DockerTestSupport;

/// <summary>A command that runs or has ended, with its whole output.</summary>
internal sealed partial class Run
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Stopwatch _time = Stopwatch.StartNew();

    private Run(Process process) => _process = process;

    public int ExitCode => _process.ExitCode;

    public bool IsRunning => !_process.HasExited;

    public TimeSpan Duration { get; private set; }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static Run Start(string directory, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = directory,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        var run = new Run(new Process { StartInfo = start });
        run._process.OutputDataReceived += (_, line) => run.Take(line.Data);
        run._process.ErrorDataReceived += (_, line) => run.Take(line.Data);
        run._process.Start();
        run._process.StandardInput.Close();
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    public async Task<Run> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        await _process.WaitForExitAsync(limit.Token);
        Duration = _time.Elapsed;
        return this;
    }

    /// <summary>Waits until the command has printed a text.</summary>
    public async Task WaitForAsync(string text)
    {
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (_process.HasExited)
                Assert.Fail($"It ended with {_process.ExitCode} before it printed '{text}':\n{Output}");
            if (_time.Elapsed > TimeSpan.FromMinutes(3))
                Assert.Fail($"It didn't print '{text}':\n{Output}");
            await Task.Delay(20);
        }
    }

    /// <summary>Sends the signal of Ctrl+C to the process itself.</summary>
    public void Interrupt() => Assert.That(Signal(_process.Id, 2), Is.Zero, "the process is gone");

    /// <summary>Halts the process itself, until it is killed.</summary>
    public void Halt() => _ = Signal(_process.Id, 19);

    /// <summary>Sends SIGKILL to the process, optionally also to its child processes.</summary>
    public async Task KillAsync(bool entireProcessTree)
    {
        _process.Kill(entireProcessTree);
        await _process.WaitForExitAsync();
    }

    public static void Kill(int process) => Assert.That(Signal(process, 9), Is.Zero, "the process is gone");

    public override string ToString() => $"exit code {(_process.HasExited ? ExitCode : null)}\n{Output}";

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    // The colors depend on the host: NUKE writes them even if the output is not a terminal.
    [GeneratedRegex(@"\e\[[0-9;]*m", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escapes();

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(Escapes().Replace(line, ""));
    }
}
