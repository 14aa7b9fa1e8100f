namespace Nuke.Docker.BuildKit.Tests.Processes;

/// <summary>Time that passes only when a test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(() => callback(state));
        timer.Set(_now, dueTime);
        lock (_lock)
            _timers.Add(timer);
        _asked.TrySetResult();
        return timer;
    }

    /// <summary>Until somebody waits for time to pass.</summary>
    public Task WaitForTimerAsync() => _asked.Task;

    public void Advance(TimeSpan by)
    {
        Timer[] due;
        lock (_lock)
        {
            _now += by.Ticks;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
        }

        foreach (var timer in due)
            timer.Fire();
    }

    private sealed class Timer(Action fire) : ITimer
    {
        public long Due { get; private set; } = long.MaxValue;

        public void Set(long now, TimeSpan dueTime) => Due = dueTime < TimeSpan.Zero ? long.MaxValue : now + dueTime.Ticks;

        public void Fire()
        {
            Due = long.MaxValue;
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => Due = long.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
