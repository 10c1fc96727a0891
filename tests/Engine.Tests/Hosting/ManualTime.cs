namespace MiningGrid.Engine.Tests.Hosting;

/// <summary>A clock that stands still until the test moves it; timers tick inside <see cref="Advance"/>.</summary>
internal sealed class ManualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.Ticks;
    }

    public override DateTimeOffset GetUtcNow() => Start + new TimeSpan(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var target = new TimeSpan(GetTimestamp()) + by;
        while (TakeDue(target) is { } due)
            due.Tick();
        lock (_lock)
            _now = target;
    }

    private ManualTimer? TakeDue(TimeSpan target)
    {
        lock (_lock)
        {
            var due = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (due is null)
                return null;
            _now = due.Due!.Value > _now ? due.Due.Value : _now;
            due.Due = due.Period > TimeSpan.Zero ? due.Due + due.Period : null;
            return due;
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Tick() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
                Period = period;
                if (!time._timers.Contains(this))
                    time._timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
