namespace Nuke.Docker.BuildKit.Registries;

/// <summary>
/// Limits the transfers at a time by their number and their bytes. The number adapts: it is halved if a registry limits the rate, reduced by one if its
/// responses become much slower, and increased by one after as many successes.
/// </summary>
internal sealed class TransferLimit
{
    // Responses within this time are never slow.
    private static readonly TimeSpan s_fast = TimeSpan.FromMilliseconds(500);
    private const double Slower = 4;
    private const double Weight = 0.2;

    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private readonly int _most;
    private readonly long _bytesAtOnce;
    private int _running;
    private long _bytes;
    private int _successes;
    private double _usual;
    private double _fastest = double.MaxValue;

    /// <param name="most">The largest number of transfers.</param>
    /// <param name="bytesAtOnce">The largest sum of bytes. A larger transfer runs alone.</param>
    public TransferLimit(int most, long bytesAtOnce)
    {
        (_most, _bytesAtOnce) = (most, bytesAtOnce);
        (Allowed, Lowest) = (most, most);
    }

    /// <summary>The number of transfers that may run now.</summary>
    public int Allowed { get; private set; }

    /// <summary>The smallest number that was allowed.</summary>
    public int Lowest { get; private set; }

    /// <summary>Runs a transfer when its turn comes; the first that asks is the first that runs.</summary>
    public async Task<T> RunAsync<T>(long bytes, Func<Task<T>> transfer, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(bytes);
        lock (_gate)
        {
            _waiting.AddLast(waiter);
            Admit();
        }

        await using (cancellationToken.UnsafeRegister(_ => Cancel(waiter, cancellationToken), null))
            await waiter.Turn.Task;
        try
        {
            return await transfer();
        }
        finally
        {
            lock (_gate)
            {
                _running--;
                _bytes -= bytes;
                Admit();
            }
        }
    }

    /// <summary>A registry limits the rate.</summary>
    public void Throttled()
    {
        lock (_gate)
            Reduce(Allowed / 2);
    }

    /// <summary>A registry responded.</summary>
    /// <param name="latency">The time to the response of a small request.</param>
    public void Responded(TimeSpan latency)
    {
        lock (_gate)
        {
            var seconds = latency.TotalSeconds;
            _fastest = Math.Min(_fastest, seconds);
            _usual = _usual == 0 ? seconds : (_usual * (1 - Weight)) + (seconds * Weight);
            if (_usual > s_fast.TotalSeconds && _usual > _fastest * Slower)
            {
                Reduce(Allowed - 1);
                // The next reduction needs as much evidence again.
                _usual = 0;
            }
            else if (++_successes >= Allowed && Allowed < _most)
            {
                Allowed++;
                _successes = 0;
                Admit();
            }
        }
    }

    private void Reduce(int allowed)
    {
        Allowed = Math.Max(1, allowed);
        Lowest = Math.Min(Lowest, Allowed);
        _successes = 0;
    }

    private void Admit()
    {
        while (_waiting.First is { } next && _running < Allowed && (_running == 0 || _bytes + next.Value.Bytes <= _bytesAtOnce))
        {
            _waiting.RemoveFirst();
            if (!next.Value.Turn.TrySetResult())
                continue;
            _running++;
            _bytes += next.Value.Bytes;
        }
    }

    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (waiter.Turn.TrySetCanceled(cancellationToken))
            {
                _waiting.Remove(waiter);
                Admit();
            }
        }
    }

    private sealed class Waiter(long bytes)
    {
        public long Bytes { get; } = bytes;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
