namespace MiningGrid.Engine.Tests.Membership.Simulated;

/// <summary>A process's clock: simulated time goes on while the process is stopped, its timers ring late.</summary>
/// <param name="skew">How far its wall clock is ahead.</param>
internal sealed class SimulatedClock(SimulatedProcess process, TimeSpan skew) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => process.Simulation.Now.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + process.Simulation.Now + skew;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SimulatedProcess process, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private int _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            _setting++;
            if (dueTime != Timeout.InfiniteTimeSpan)
                Schedule(dueTime, _setting);
            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan due, int setting) => process.Simulation.Schedule(due, () =>
        {
            if (setting == _setting)
                process.Post(() => Ring(setting));
        });

        private void Ring(int setting)
        {
            if (setting != _setting)
                return;
            if (_period > TimeSpan.Zero)
                Schedule(_period, setting);
            callback(state);
        }
    }
}
