using System.Diagnostics.Metrics;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Grains.Mining;
using StackExchange.Redis;

namespace MiningGrid.Silo.Redis;

/// <summary>Waits for Redis when the silo starts; says once when it is away later, and once when it is back.</summary>
internal sealed partial class RedisWatch : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly RedisLinks _redis;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisWatch> _logger;
    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;
    private volatile bool _isConnected;
    private bool _isDisposed;

    public RedisWatch(RedisLinks redis, IMeterFactory meters, TimeProvider time, ILogger<RedisWatch> logger)
    {
        _redis = redis;
        _time = time;
        _logger = logger;
        meters.Create(MiningMetrics.MeterName)
            .CreateObservableGauge("mininggrid.redis.connected", () => _isConnected ? 1 : 0, description: "Whether this silo's Redis answers: 1 or 0.");
    }

    /// <summary>Whether it answered when it was last asked.</summary>
    public bool IsConnected => _isConnected;

    /// <exception cref="StorageException">It did not answer in time.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var begun = _time.GetTimestamp();
        var hasSaid = false;
        while (await FindObstacle() is { } reason)
        {
            if (_time.GetElapsedTime(begun) >= _redis.StartTimeout)
                throw new StorageException($"Redis at {_redis.Address} does not answer ({reason}); start it, or correct Redis:ConnectionString.");
            if (!hasSaid)
                Waiting(_logger, _redis.Address, reason, _redis.StartTimeout);
            hasSaid = true;
            await Task.Delay(Period, _time, cancellationToken);
        }

        _isConnected = true;
        _watching = Watch();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) // as a hosted service and as itself
            return;
        _isDisposed = true;
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task Watch()
    {
        using var timer = new PeriodicTimer(Period, _time);
        var lostAt = 0L;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                var reason = await FindObstacle();
                if (reason is not null == !_isConnected)
                    continue;
                _isConnected = reason is null;
                if (_isConnected)
                {
                    Back(_logger, _redis.Address, _time.GetElapsedTime(lostAt));
                    continue;
                }

                lostAt = _time.GetTimestamp();
                Lost(_logger, _redis.Address, reason!);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo has stopped.
        }
    }

    private async Task<string?> FindObstacle()
    {
        try
        {
            await _redis.Ping(Patience);
            return null;
        }
        catch (TimeoutException)
        {
            return $"no answer within {Patience.TotalSeconds:0} s";
        }
        catch (RedisConnectionException)
        {
            return "no connection";
        }
        catch (Exception e) when (e is RedisException or RedisCommandException or ObjectDisposedException)
        {
            return e.Message;
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "Redis at {Address} does not answer yet ({Reason}); waiting up to {Timeout}.")]
    private static partial void Waiting(ILogger logger, string address, string reason, TimeSpan timeout);

    [LoggerMessage(2102, LogLevel.Error, "Redis at {Address} is away ({Reason}): nothing can be stored, and mining waits. It is tried again until it is back.")]
    private static partial void Lost(ILogger logger, string address, string reason);

    [LoggerMessage(2103, LogLevel.Information, "Redis at {Address} is back after {Elapsed}.")]
    private static partial void Back(ILogger logger, string address, TimeSpan elapsed);
}
