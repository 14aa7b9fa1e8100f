using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds.Recovery.Internal;

/// <summary>Runs the process of an attempt and stops it if it stalls.</summary>
internal static class WatchedProcess
{
    /// <param name="settings">The command.</param>
    /// <param name="printer">The printer, which holds the events so far.</param>
    /// <param name="take">Called for each output line.</param>
    /// <param name="limits">The limits of recovery.</param>
    /// <param name="situation">The parts of the build that can be left out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the process.</param>
    /// <returns>The result, and the fault if the process stalled. The exit code of a stalled process is that of a canceled one.</returns>
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
                    watch.Record(line.Text);
                    take(line);
                },
                cancellationToken: watch.Token);
            return (process, null);
        }
        catch (OperationCanceledException) when (watch.Fault is not null && !cancellationToken.IsCancellationRequested)
        {
            var folder = Path.GetFullPath(settings.WorkingDirectory ?? ".");
            var process = new ProcessResult(settings.ToString(), folder, (int)DockerFaultKind.Canceled, time.GetElapsedTime(started), []);
            return (process, watch.Fault);
        }
    }
}
