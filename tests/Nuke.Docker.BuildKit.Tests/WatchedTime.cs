using Microsoft.Extensions.Time.Testing;

namespace Nuke.Docker.BuildKit.Tests;

/// <summary>A fake clock that also counts its timers.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly TaskCompletionSource _created = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _active;

    /// <summary>Completes when the first timer is created.</summary>
    public Task FirstTimer => _created.Task;

    /// <summary>Number of timers that are not disposed.</summary>
    public int ActiveTimers => _active;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, base.CreateTimer(callback, state, dueTime, period));
        Interlocked.Increment(ref _active);
        _created.TrySetResult();
        return timer;
    }

    private sealed class Timer(WatchedTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            Interlocked.Decrement(ref time._active);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
