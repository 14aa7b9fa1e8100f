using System.Runtime.InteropServices;
using Nuke.Common.Logging;

namespace Nuke.Common.Execution;

/// <summary>
/// On the first Ctrl+C or SIGTERM, the running target may end by itself, and only assured targets start after it. The
/// second one ends the process at once.
/// </summary>
#pragma warning disable CA1001 // The source lives as long as the process.
internal sealed class BuildCancellation
#pragma warning restore CA1001
{
    public const int ExitCode = 130;

    /// <summary>Maximum time for a program to exit after it was asked to.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private CancellationTokenSource source = new();

    /// <summary>True if cancellation was requested at any time.</summary>
    public bool Requested { get; private set; }

    /// <summary>True if a cancellation was requested that the running target has not handled yet.</summary>
    public bool Pending => source.IsCancellationRequested;

    public void Request()
    {
        Requested = true;
        source.Cancel();
    }

    /// <summary>Called when the target has ended: the targets that follow run after any failure, and may start programs again.</summary>
    public void Complete()
    {
        if (Pending)
            source = new CancellationTokenSource();
    }

    /// <summary>
    /// Returns true if cancellation is requested within a moment. A target that listens to the signal itself may end before this class receives it;
    /// one that throws a cancellation without a request has failed.
    /// </summary>
    public bool WaitBriefly() => source.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(200));

    public void ThrowIfRequested()
    {
        if (Pending)
            throw new OperationCanceledException("The build was cancelled");
    }

    /// <summary>Runs the first action when cancellation is requested, and the second one if the result isn't disposed within the grace time.</summary>
    public IDisposable WhenRequested(Action ask, Action afterGrace)
    {
        var over = new CancellationTokenSource();
        var registration = source.Token.Register(() => _ = Run());
        return Utilities.DelegateDisposable.CreateBracket(cleanup: () =>
        {
            registration.Dispose();
            over.Cancel();
            over.Dispose();
        });

        async Task Run()
        {
            ask();
            await Task.Delay(Grace, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!over.IsCancellationRequested)
                afterGrace();
        }
    }

    public IDisposable Listen(BuildConsole console)
    {
        var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        return Utilities.DelegateDisposable.CreateBracket(cleanup: () =>
        {
            interrupt.Dispose();
            terminate.Dispose();
        });

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            if (Requested)
                Environment.Exit(ExitCode);
            console.WriteLine("Cancelling: waiting for the running target to stop. Ctrl+C again ends at once.", TextStyle.Warning);
            Request();
        }
    }
}
