using System.Diagnostics;
using Nuke.Common.Execution;

namespace Nuke.Common.Tooling;

internal sealed class ToolProcess : IProcess
{
    private readonly Process process = new();
    private readonly Lock gate = new();
    private readonly List<Output> output = [];
    private readonly TaskCompletionSource outputEnded = new();
    private readonly TaskCompletionSource errorEnded = new();
    private readonly Action<OutputType, string>? logger;
    private readonly Func<string, string> filter;
    private readonly int? timeout;
    private readonly IDisposable ending;

    public ToolProcess(ProcessStartInfo start, string arguments, int? timeout, Action<OutputType, string>? logger, Func<string, string> filter)
    {
        (Arguments, this.timeout, this.logger, this.filter) = (filter(arguments), timeout, logger, filter);
        process.StartInfo = start;
        process.OutputDataReceived += (_, x) => Add(OutputType.Std, x.Data, outputEnded);
        process.ErrorDataReceived += (_, x) => Add(OutputType.Err, x.Data, errorEnded);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        ending = BuildSession.Current.Cancellation.WhenRequested(Ask, afterGrace: Kill);
    }

    public int Id => process.Id;
    public string FileName => process.StartInfo.FileName;
    public string Arguments { get; }
    public string WorkingDirectory => process.StartInfo.WorkingDirectory;
    public int ExitCode => process.ExitCode;
    public bool HasExited => process.HasExited;

    public IReadOnlyCollection<Output> Output
    {
        get
        {
            lock (gate)
                return output.ToArray();
        }
    }

    public void Kill()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }

    public bool WaitForExit()
    {
        var ended = process.WaitForExit(timeout ?? int.MaxValue);
        if (!ended)
        {
            Kill();
            process.WaitForExit(BuildCancellation.Grace);
        }

        // A process that outlives it, such as a compiler server, may keep the streams open forever.
        Task.WaitAll([outputEnded.Task, errorEnded.Task], BuildCancellation.Grace);
        return ended;
    }

    public void Dispose()
    {
        ending.Dispose();
        process.Dispose();
    }

    // The process id of a program that has ended may have been reused.
    private void Ask()
    {
        if (!process.HasExited)
            Termination.Ask(process.Id);
    }

    private void Add(OutputType type, string? text, TaskCompletionSource ended)
    {
        if (text == null)
        {
            ended.SetResult();
            return;
        }

        text = filter(text);
        lock (gate)
            output.Add(new Output { Type = type, Text = text });
        logger?.Invoke(type, text);
    }
}
