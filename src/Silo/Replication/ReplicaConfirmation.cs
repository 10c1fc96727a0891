using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using MiningGrid.Grains.Mining;
using MiningGrid.Silo.Redis;
using StackExchange.Redis;

namespace MiningGrid.Silo.Replication;

/// <summary>
/// Waits until replicas have all that was written before, by Redis' <c>WAIT</c> on the connection that wrote it. Many wait
/// at once for one answer. When replicas are late it says so, lets writes pass, and asks again until they have caught up.
/// </summary>
internal sealed partial class ReplicaConfirmation
{
    private static readonly TimeSpan ShortestRetryPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestRetryTimeout = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    // Nothing else passes on the connection meanwhile: asking again takes a tenth of its time at most.
    private const int RetryShare = 10;

    private readonly RedisLink _redis;
    private readonly ReplicationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ReplicaConfirmation> _logger;
    private readonly Counter<long> _late;
    private readonly Lock _lock = new();
    private Task _asking = Task.CompletedTask;
    private Task? _askingNext;
    private volatile bool _isLate;
    private long _lastAsked;
    private TimeSpan _retryTimeout = ShortestRetryTimeout;

    public ReplicaConfirmation(RedisLinks redis, IOptions<ReplicationOptions> options, IMeterFactory meters, TimeProvider time, ILogger<ReplicaConfirmation> logger)
    {
        _redis = redis.Records;
        _options = options.Value;
        _time = time;
        _logger = logger;
        var meter = meters.Create(MiningMetrics.MeterName);
        meter.CreateObservableGauge("mininggrid.replication.confirmed", () => _isLate ? 0 : 1, description: "Whether writes wait for replicas: 1, or 0 while they are late.");
        _late = meter.CreateCounter<long>("mininggrid.replication.timeouts", "{timeout}", "How often replicas were found to be late.");
    }

    /// <summary>Whether replicas were late when they were last asked; writes do not wait for them then.</summary>
    public bool IsLate => _isLate;

    /// <summary>Done when the replicas have what was written before, or are late. Never fails: what was written is written.</summary>
    public Task Wait()
    {
        lock (_lock)
        {
            if (_isLate && _time.GetElapsedTime(_lastAsked) < RetryPeriod)
                return Task.CompletedTask;
            if (_asking.IsCompleted)
                return _asking = Ask();
            // The one under way began before this write; the next begins after it.
            var asking = _asking;
            return _isLate ? Task.CompletedTask : _askingNext ??= Task.Run(() => AskAfter(asking));
        }
    }

    private TimeSpan RetryPeriod => _retryTimeout * RetryShare is var period && period > ShortestRetryPeriod ? period : ShortestRetryPeriod;

    private async Task AskAfter(Task before)
    {
        await before;
        lock (_lock)
        {
            _asking = _askingNext!;
            _askingNext = null;
            if (_isLate)
                return;
        }

        await Ask();
    }

    private async Task Ask()
    {
        var wasLate = _isLate;
        _lastAsked = _time.GetTimestamp();
        var timeout = wasLate && _retryTimeout < _options.Timeout ? _retryTimeout : _options.Timeout;
        var confirmed = await Count(timeout);
        _isLate = confirmed < _options.Replicas;
        _retryTimeout = wasLate && _isLate ? timeout * 2 : ShortestRetryTimeout;
        if (_isLate)
            _late.Add(1);
        if (_isLate && !wasLate)
            Late(_logger, confirmed, _options.Replicas, _options.Timeout);
        else if (wasLate && !_isLate)
            CaughtUp(_logger, confirmed);
    }

    private async Task<int> Count(TimeSpan timeout)
    {
        try
        {
            var connection = await _redis.Open();
            var milliseconds = Math.Max(1, (int)timeout.TotalMilliseconds);
            return (int)await connection.GetDatabase().ExecuteAsync("WAIT", _options.Replicas, milliseconds).WaitAsync(timeout + Grace);
        }
        catch (Exception e) when (e is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException)
        {
            return 0;
        }
    }

    [LoggerMessage(2111, LogLevel.Warning,
        "Only {Confirmed} of {Replicas} replicas had a write within {Timeout}: writes no longer wait for them, and are lost if Redis is lost now. It is tried again.")]
    private static partial void Late(ILogger logger, int confirmed, int replicas, TimeSpan timeout);

    [LoggerMessage(2112, LogLevel.Information, "{Confirmed} replicas have all writes again; writes wait for them.")]
    private static partial void CaughtUp(ILogger logger, int confirmed);
}
