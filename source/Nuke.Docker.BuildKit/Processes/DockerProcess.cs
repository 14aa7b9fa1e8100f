using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes.Internal;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Processes;

/// <summary>Runs the command of settings.</summary>
/// <param name="time">The clock for duration and grace time; <c>null</c> for the system clock.</param>
internal sealed partial class DockerProcess(TimeProvider? time = null)
{
    /// <summary>The maximum number of <see cref="ProcessResult.LastLines"/>.</summary>
    public const int LastLineCount = 40;

    // Child processes may keep the streams open after the end of the process.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>The time between SIGINT and killing the process; 10 seconds by default.</summary>
    public TimeSpan GraceTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// <c>true</c> (default) to start the plugin directly for a <c>docker buildx …</c> command, unless the settings name a tool: see
    /// <see cref="BuildxLocator"/>. Logs and errors show the command with <c>docker</c>.
    /// </summary>
    public bool StartBuildxDirectly { get; init; } = true;

    /// <summary>Starts the process, passes its lines on as they come, and waits for its end.</summary>
    /// <param name="settings">The command. Its environment variables are added to those of this process.</param>
    /// <param name="onLine">
    /// Called for each line of both streams, never concurrently, on another thread. If it throws, the process is stopped and the exception is thrown
    /// again here.
    /// </param>
    /// <param name="standardInput">The standard input of the process; <c>null</c> for an empty one.</param>
    /// <param name="cancellationToken">Stops the process: first with SIGINT, then, after <see cref="GraceTime"/>, by killing the process tree.</param>
    /// <returns>The result, with any exit code.</returns>
    /// <exception cref="DockerException">
    /// The executable or the folder does not exist, or the system refused the start (<see cref="DockerFaultKind.ToolMissing"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The process was stopped, and has ended.</exception>
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
        // Read here and not within the task: Process closes a stream that was never accessed.
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
