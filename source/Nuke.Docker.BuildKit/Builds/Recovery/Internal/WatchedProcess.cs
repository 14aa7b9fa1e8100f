using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>One attempt at a build, stopped where it stalls.</summary>
internal static class WatchedProcess
{
    /// <param name="settings">The command.</param>
    /// <param name="printer">Knows what was told so far.</param>
    /// <param name="take">Gets each line.</param>
    /// <param name="limits">How long it may stall.</param>
    /// <param name="situation">What of the build can be left out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How it ended, and what stalled; then the exit code is none of its own.</returns>
    public static async Task<(ProcessResult Process, DockerFault? Stalled)> RunAsync(
        DockerSettings settings,
        ProgressPrinter printer,
        Action<OutputLine> take,
        RecoveryLimits limits,
        RecoverySituation situation,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var watch = new StallWatch(printer, limits, situation, time, cancellationToken);
        var started = time.GetTimestamp();
        try
        {
            var process = await new DockerProcess(time).RunAsync(
                settings,
                line =>
                {
                    watch.Hear(line.Text);
                    take(line);
                },
                cancellationToken: watch.Token);
            return (process, null);
        }
        catch (OperationCanceledException) when (watch.Fault is not null && !cancellationToken.IsCancellationRequested)
        {
            var process = new ProcessResult(settings.ToString(), Path.GetFullPath(settings.WorkingDirectory ?? "."), (int)DockerFaultKind.Canceled, time.GetElapsedTime(started), []);
            return (process, watch.Fault);
        }
    }
}
