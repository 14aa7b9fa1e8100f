using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes.Internal;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Processes;

/// <summary>Runs the command that settings describe.</summary>
/// <param name="time">Measures duration and grace; <c>null</c> is the system's clock.</param>
public sealed partial class DockerProcess(TimeProvider? time = null)
{
    /// <summary>How many lines <see cref="ProcessResult.LastLines"/> keeps at most.</summary>
    public const int LastLineCount = 40;

    // What a process left behind may keep its streams open after its own end; nobody waits for that.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>How long a process that was asked to stop (SIGINT) may take before it is killed.</summary>
    public TimeSpan GraceTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a <c>docker buildx …</c> command starts the plugin itself (see <see cref="BuildxLocator"/>) where settings name no tool; <c>true</c> by default. Logs and errors show the command as one would type it.</summary>
    public bool StartBuildxDirectly { get; init; } = true;

    /// <summary>Starts the process, hands its lines on as they come, and waits for its end.</summary>
    /// <param name="settings">What to run. Its environment variables are added to this process's own.</param>
    /// <param name="onLine">Called for each line of either stream, never twice at a time, on a thread of its own. If it throws, the process is stopped and its exception comes out of here.</param>
    /// <param name="standardInput">Fed to the process; <c>null</c> is an input that is empty.</param>
    /// <param name="cancellationToken">Stops the process: SIGINT first, after <see cref="GraceTime"/> the whole tree is killed.</param>
    /// <returns>Also where the exit code isn't 0.</returns>
    /// <exception cref="DockerException">The executable or the folder does not exist, or the system refused the start (<see cref="DockerFaultKind.ToolMissing"/>).</exception>
    /// <exception cref="OperationCanceledException">Only once the process is really gone.</exception>
    public async Task<ProcessResult> RunAsync(
        DockerSettings settings,
        Action<OutputLine>? onLine = null,
        Stream? standardInput = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var arguments = settings.ToArguments();
        var redactor = settings.CreateRedactor();
        var tree = new ProcessTree();
        var start = CreateStartInfo(settings, arguments, tree);

        using var faulted = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, faulted.Token);
        using var ended = new CancellationTokenSource();
        var output = new OutputPump(redactor, onLine, faulted);
        var started = _time.GetTimestamp();
        using var process = Start(start, arguments);

        output.Read(process.StandardOutput.BaseStream, OutputKind.StandardOutput);
        output.Read(process.StandardError.BaseStream, OutputKind.StandardError);
        // Taken here and not within the task: a stream that nobody asked for is closed by the process itself.
        var inputStream = process.StandardInput.BaseStream;
        var input = Task.Run(() => FeedAsync(inputStream, standardInput, ended.Token), CancellationToken.None);

        var stopped = await WaitOrStopAsync(process, tree, stop.Token);
        var duration = _time.GetElapsedTime(started);
        await output.DrainAsync(DrainTime);
        await ended.CancelAsync();

        output.ThrowIfFaulted();
        if (stopped)
            throw new OperationCanceledException($"Stopped: {settings}", cancellationToken);
        if (input.IsFaulted)
            await input;
        return new ProcessResult(settings.ToString(), start.WorkingDirectory, process.ExitCode, duration, output.LastLines);
    }
}
