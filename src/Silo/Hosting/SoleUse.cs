using Microsoft.Extensions.Options;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Silo.Redis;
using Orleans.Configuration;
using StackExchange.Redis;

namespace MiningGrid.Silo.Hosting;

/// <summary>
/// Keeps records in Redis to one silo, where silos don't know of each other: two would write the same chains. Whose they are stands in
/// Redis for as long as that silo renews it; one that was killed is waited for, for a few seconds.
/// </summary>
internal sealed partial class SoleUse(
    RedisLinks redis, SiloEndpoints endpoints, IOptions<ClusterOptions> cluster, TimeProvider time, ILogger<SoleUse> logger) : IHostedService, IAsyncDisposable
{
    private const string RenewScript =
        """
        local holder = redis.call('GET', KEYS[1])
        if holder and holder ~= ARGV[1] then return holder end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        """;

    private const string ReleaseScript = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end";

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(0.5);

    private readonly CancellationTokenSource _stop = new();
    private readonly string _place = $"{Environment.MachineName}:{endpoints.SiloPort}";
    private readonly string _life = Guid.NewGuid().ToString("N");
    private Task _renewing = Task.CompletedTask;

    private RedisKey Key => $"{cluster.Value.ServiceId}/records/alone";

    private string Holder => $"{_place} {_life}";

    /// <exception cref="MiningGridException">The records are another silo's.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (await Renew() is { } other)
        {
            var place = other.Split(' ')[0];
            if (place == _place)
            {
                // Its port is free for this one: it was the silo's former life.
                await Release(other);
                continue;
            }

            if (time.GetElapsedTime(begun) > Lifetime + LookAgain)
                throw new MiningGridException(
                    $"Clustering:Provider is {ClusteringProvider.Localhost}, and the silo {place} keeps its records under Clustering:ServiceId '{cluster.Value.ServiceId}' in the same Redis; "
                    + $"allowed is Clustering:Provider {ClusteringProvider.Redis} on both, which makes them one grid, or another Clustering:ServiceId.");
            await Task.Delay(LookAgain, time, cancellationToken);
        }

        _renewing = KeepRenewing();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _renewing;
        try
        {
            await Release(Holder).WaitAsync(RenewEvery, time, cancellationToken);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or OperationCanceledException)
        {
            // Redis is away, and forgets it by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        _stop.Dispose();
    }

    private async Task KeepRenewing()
    {
        using var timer = new PeriodicTimer(RenewEvery, time);
        var isSaid = false;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (await TryRenew() is { } other && !isSaid)
                {
                    isSaid = true;
                    Shared(logger, other.Split(' ')[0], cluster.Value.ServiceId);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo has stopped.
        }
    }

    private async Task<string?> TryRenew()
    {
        try
        {
            return await Renew();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return null; // Redis is away; others say so
        }
    }

    /// <returns>Who else has the records; null when this silo has.</returns>
    private async Task<string?> Renew() =>
        (string?)await (await Database()).ScriptEvaluateAsync(RenewScript, [Key], [Holder, (long)Lifetime.TotalMilliseconds], CommandFlags.NoScriptCache);

    private async Task Release(string holder) =>
        await (await Database()).ScriptEvaluateAsync(ReleaseScript, [Key], [holder], CommandFlags.NoScriptCache);

    private async Task<IDatabase> Database() => (await redis.Cluster.Open()).GetDatabase();

    [LoggerMessage(1006, LogLevel.Error, "The silo {Other} writes the same records, those of Clustering:ServiceId {Service}: stop one of the two. While Redis was away it took them over.")]
    private static partial void Shared(ILogger logger, string other, string service);
}
