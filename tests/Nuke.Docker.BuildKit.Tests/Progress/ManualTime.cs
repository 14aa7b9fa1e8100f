namespace Nuke.Docker.BuildKit.Tests.Progress;

/// <summary>A clock that a test turns; its timers tick once a second of it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public int ActiveTimers => _timers.Count;

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        _timers.Add(timer);
        return timer;
    }

    public void Advance(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _ticks += TimeSpan.TicksPerSecond;
            foreach (var timer in _timers.ToArray())
                timer.Tick();
        }
    }

    private sealed class Timer(ManualTime time, Action tick) : ITimer
    {
        public void Tick() => tick();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
