using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// Measures how late this silo's own timers come: because the process was stopped, or the machine slept, or cores or threads were wanting.
/// Who slept can't accuse others of having been silent.
/// </summary>
internal sealed partial class LocalHealth : IDisposable
{
    private const int StallsMax = 64;
    private static readonly TimeSpan PeriodMin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PeriodMax = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Queue<Stall> _stalls = new();
    private readonly TimeProvider _time;
    private readonly ClusterMembershipOptions _options;
    private readonly ILogger _logger;
    private readonly TimeSpan _period;
    private long _due;
    private ITimer? _timer;

    public LocalHealth(TimeProvider time, IOptions<ClusterMembershipOptions> options, ILogger<LocalHealth> logger)
    {
        _time = time;
        _options = options.Value;
        _logger = logger;
        _period = TimeSpan.FromTicks(Math.Clamp(_options.ProbeTimeout.Ticks / 10, PeriodMin.Ticks, PeriodMax.Ticks));
    }

    /// <summary>The silo stood still for as long as a probe may take; others may think that it is dead.</summary>
    public event EventHandler? StoodStill;

    public void Start()
    {
        lock (_lock)
        {
            _due = _time.GetTimestamp() + Units(_period);
            _timer = _time.CreateTimer(static health => ((LocalHealth)health!).Tick(), this, _period, _period);
        }
    }

    /// <summary>How long the silo has stood still since then.</summary>
    public TimeSpan StalledSince(long begun)
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            Note(now);
            var stalled = TimeSpan.Zero;
            foreach (var stall in _stalls)
            {
                if (stall.End > begun)
                    stalled += _time.GetElapsedTime(Math.Max(stall.Begin, begun), stall.End);
            }

            return stalled;
        }
    }

    /// <summary>How much longer to wait for an answer while the silo is, or was lately, itself slow: as long as it was late, at most as long again.</summary>
    public TimeSpan Allowance()
    {
        if (!_options.ExtendProbeTimeoutDuringDegradation)
            return TimeSpan.Zero;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            Note(now);
            var longest = TimeSpan.Zero;
            foreach (var stall in _stalls)
            {
                var length = _time.GetElapsedTime(stall.Begin, stall.End);
                if (_time.GetElapsedTime(stall.End, now) < _options.LocalHealthDegradationMonitoringPeriod && length > longest)
                    longest = length;
            }

            return longest < _options.ProbeTimeout ? longest : _options.ProbeTimeout;
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Tick()
    {
        TimeSpan late;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            late = Note(now);
            _due = now + Units(_period);
        }

        if (late < _options.ProbeTimeout)
            return;
        LogStoodStill(_logger, late);
        StoodStill?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Remembers the time since the tick was due, if that is more than a little.</summary>
    private TimeSpan Note(long now)
    {
        if (_timer is null || now <= _due)
            return TimeSpan.Zero;
        var late = _time.GetElapsedTime(_due, now);
        if (late < _period / 2)
            return late;
        var last = _stalls.Count == 0 ? default : _stalls.Last();
        if (last is not null && last.Begin == _due)
            last.End = now;
        else
            _stalls.Enqueue(new Stall(_due) { End = now });
        if (_stalls.Count > StallsMax)
            _stalls.Dequeue();
        return late;
    }

    private long Units(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    private sealed class Stall(long begin)
    {
        public long Begin { get; } = begin;

        public long End { get; set; }
    }

    [LoggerMessage(EngineEvents.SiloStoodStill, LogLevel.Warning, "This silo stood still for {Late}: the process was stopped, or had no core or no thread. It looks whether the others still know it.")]
    private static partial void LogStoodStill(ILogger logger, TimeSpan late);
}
