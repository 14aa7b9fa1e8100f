using System.Runtime.InteropServices;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>
/// Turns Ctrl+C and a CI runner's SIGTERM into a token. NUKE has nothing of the kind: without this the process would end at once
/// and leave a build running.
/// </summary>
internal sealed class Cancellation : IDisposable
{
    private static int requests;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _requested;

    public Cancellation()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>True if a signal arrived while this instance listened.</summary>
    public bool Requested => Volatile.Read(ref _requested) > 0;

    public void Dispose()
    {
        // After a first signal, keep listening for the second: the handler is still running, and the host's would run next.
        if (Requested)
            return;
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = true;
        Volatile.Write(ref _requested, 1);
        if (Interlocked.Increment(ref requests) > 1)
            Environment.Exit((int)DockerFaultKind.Canceled);
        Log.Information("Cancelling: waiting for the running target to stop. Ctrl+C again ends at once.");
        _source.Cancel();

        // .NET calls the handlers one after the other, the last one registered first. NUKE's would run assured targets beside the one that
        // is still stopping, and write a summary to which the build then adds a second one. So this handler doesn't return: the main thread
        // ends the target, runs what is assured, writes the summary, and ends the process.
        Thread.Sleep(Timeout.Infinite);
    }
}
