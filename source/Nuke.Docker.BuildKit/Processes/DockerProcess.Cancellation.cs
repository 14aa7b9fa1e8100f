using System.Diagnostics;
using Nuke.Docker.BuildKit.Processes.Internal;

namespace Nuke.Docker.BuildKit.Processes;

internal sealed partial class DockerProcess
{
    /// <returns><c>true</c> if the process had to be stopped.</returns>
    private async Task<bool> WaitOrStopAsync(Process process, ProcessTree tree, CancellationToken stop)
    {
        try
        {
            await process.WaitForExitAsync(stop);
            return false;
        }
        catch (OperationCanceledException)
        {
            // A process that ended at the same moment has a result.
            if (process.HasExited)
                return false;
        }

        await InterruptAsync(process);
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        await tree.KillRemainsAsync();
        return true;
    }

    private async Task InterruptAsync(Process process)
    {
        if (!Signals.Interrupt(process.Id))
            return;

        using var grace = new CancellationTokenSource(GraceTime, _time);
        try
        {
            await process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            // The grace time is over.
        }
    }
}
