using System.Diagnostics;
using Nuke.Docker.BuildKit.Processes.Internal;

namespace Nuke.Docker.BuildKit.Processes;

public sealed partial class DockerProcess
{
    /// <returns>Whether it had to be stopped.</returns>
    private async Task<bool> WaitOrStopAsync(Process process, ProcessTree tree, CancellationToken stop)
    {
        try
        {
            await process.WaitForExitAsync(stop);
            return false;
        }
        catch (OperationCanceledException)
        {
            // A process that ended in the same moment has a result worth returning.
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
            // It had its time.
        }
    }
}
