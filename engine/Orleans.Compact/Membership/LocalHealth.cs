using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// Measures how late this silo's own timers come: because the process was stopped, or the machine slept, or cores or threads were wanting.
/// Who slept can't accuse others of having been silent. It looks often while somebody waits for an answer, or when the silo was late lately;
/// otherwise once in the time of a probe; and as seldom as the table is read while there is no other silo to probe.
/// </summary>
internal sealed partial class LocalHealth : IDisposable
{
    private const int StallsMax = 64;
    private static readonly TimeSpan OftenMin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan OftenMax = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Queue<Stall> _stalls = new();
    private readonly TimeProvider _time;
    private readonly ClusterMembershipOptions _options;
    private readonly ILogger _logger;
    private readonly TimeSpan _often;
    private Stall? _last;
    private long _due;
    private int _watches;
    private bool _isAlone = true;
    private ITimer? _timer;

    public LocalHealth(TimeProvider time, IOptions<ClusterMembershipOptions> options, ILogger<LocalHealth> logger)
    {
        _time = time;
        _options = options.Value;
        _logger = logger;
        _often = TimeSpan.FromTicks(Math.Clamp(_options.ProbeTimeout.Ticks / 10, OftenMin.Ticks, OftenMax.Ticks));
    }

    /// <summary>The silo stood still for as long as a probe may take; others may think that it is dead.</summary>
    public event EventHandler? StoodStill;

    public void Start()
    {
        lock (_lock)
        {
            _timer = _time.CreateTimer(static health => ((LocalHealth)health!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Set(_time.GetTimestamp());
        }
    }

    /// <summary>Whether there is no other silo to probe.</summary>
    public void SetAlone(bool isAlone)
    {
        lock (_lock)
        {
            if (_isAlone == isAlone)
                return;
            _isAlone = isAlone;
        }

        Look();
    }

    /// <summary>Looks often, until that is disposed of: somebody waits for an answer.</summary>
    public Watch WatchClosely()
    {
        lock (_lock)
            _watches++;
        Look();
        return new Watch(this);
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
                if (IsRecent(stall, now) && length > longest)
                    longest = length;
            }

            return longest < _options.ProbeTimeout ? longest : _options.ProbeTimeout;
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void EndWatch()
    {
        lock (_lock)
        {
            if (--_watches > 0)
                return;
        }

        Look();
    }

    /// <summary>Whether the silo was here when it should have looked; and when it looks again.</summary>
    private void Look()
    {
        TimeSpan late;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            late = Note(now);
            Set(now);
        }

        if (late < _options.ProbeTimeout)
            return;
        LogStoodStill(_logger, late);
        StoodStill?.Invoke(this, EventArgs.Empty);
    }

    private void Set(long now)
    {
        if (_timer is null)
            return;
        var next = _watches > 0 ? _often
            : _isAlone ? _options.TableRefreshTimeout
            : _last is not null && IsRecent(_last, now) ? _often
            : _options.ProbeTimeout;
        _due = now + (long)(next.TotalSeconds * _time.TimestampFrequency);
        _timer.Change(next, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Remembers the time since it was due to look, if that is more than a little.</summary>
    private TimeSpan Note(long now)
    {
        if (_timer is null || now <= _due)
            return TimeSpan.Zero;
        var late = _time.GetElapsedTime(_due, now);
        if (late < _often / 2)
            return late;
        if (_last is null || _last.Begin != _due)
            _stalls.Enqueue(_last = new Stall(_due));
        _last.End = now;
        if (_stalls.Count > StallsMax)
            _stalls.Dequeue();
        return late;
    }

    private bool IsRecent(Stall stall, long now) => _time.GetElapsedTime(stall.End, now) < _options.LocalHealthDegradationMonitoringPeriod;

    /// <summary>Ends <see cref="WatchClosely"/>.</summary>
    public readonly struct Watch(LocalHealth health) : IDisposable
    {
        public void Dispose() => health.EndWatch();
    }

    private sealed class Stall(long begin)
    {
        public long Begin { get; } = begin;

        public long End { get; set; }
    }

    [LoggerMessage(EngineEvents.SiloStoodStill, LogLevel.Warning, "This silo stood still for {Late}: the process was stopped, or had no core or no thread. It looks whether the others still know it.")]
    private static partial void LogStoodStill(ILogger logger, TimeSpan late);
}
