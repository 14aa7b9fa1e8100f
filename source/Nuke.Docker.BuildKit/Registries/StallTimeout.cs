namespace Nuke.Docker.BuildKit.Registries;

/// <summary>Cancels a request if nothing happens for a time.</summary>
internal sealed class StallTimeout : IDisposable
{
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _linked;
    private readonly TimeSpan _timeout;

    public StallTimeout(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        _timeout = timeout;
        _silence = new CancellationTokenSource(timeout, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
    }

    /// <summary>Cancelled by the caller, or after the silence.</summary>
    public CancellationToken Token => _linked.Token;

    /// <summary>True if the silence was too long.</summary>
    public bool Stalled => _silence.IsCancellationRequested;

    /// <summary>Something happened.</summary>
    public void Touch() => _silence.CancelAfter(_timeout);

    public void Dispose()
    {
        _linked.Dispose();
        _silence.Dispose();
    }
}
