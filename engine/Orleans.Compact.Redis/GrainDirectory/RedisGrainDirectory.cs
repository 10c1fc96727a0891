using Compact.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using StackExchange.Redis;

namespace Orleans.GrainDirectory.Redis;

/// <summary>
/// The grain directory in Redis: one hash a cluster, and beside it a set of grains a silo. Their common hash tag keeps
/// them on one node of a Redis cluster.
/// </summary>
internal sealed class RedisGrainDirectory : IGrainDirectory, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    /// <summary>Keeps Redis busy for some milliseconds at most.</summary>
    private const int MaxGrainsAtOnce = 1000;

    private readonly string _name;
    private readonly RedisConnection _redis;
    private readonly string _entries;
    private readonly RedisValue _timeToLive;

    public RedisGrainDirectory(string name, RedisGrainDirectoryOptions options, ClusterOptions cluster, ILogger<RedisGrainDirectory> logger)
    {
        _name = name;
        _redis = new RedisConnection($"grain directory {name}", () => options.CreateMultiplexer(options), logger);
        _entries = $"{{{cluster.ServiceId}/directory/{cluster.ClusterId}}}";
        _timeToLive = (long)(options.EntryExpiry?.TotalMilliseconds ?? 0);
    }

    public static RedisGrainDirectory Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptionsMonitor<RedisGrainDirectoryOptions>>().Get(name),
        services.GetRequiredService<IOptions<ClusterOptions>>().Value,
        services.GetRequiredService<ILogger<RedisGrainDirectory>>());

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"{nameof(RedisGrainDirectory)} {_name}", ServiceLifecycleStage.RuntimeInitialize, _ => Start(), _ => DisposeAsync().AsTask());

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, previousAddress: null);

    public async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        ArgumentNullException.ThrowIfNull(address);
        var silo = SiloKey(DirectoryEntry.Silo(address));
        var entry = DirectoryEntry.Write(address);
        RedisKey[] keys = [_entries, silo, previousAddress is null ? silo : SiloKey(DirectoryEntry.Silo(previousAddress))];
        RedisValue[] values = [address.GrainId.ToString(), entry, previousAddress is null ? "" : DirectoryEntry.Identity(previousAddress), _timeToLive];
        var inTheWay = await Do("register", address, () => _redis.Evaluate(RedisDirectoryScripts.Register, keys, values));
        return inTheWay.IsNull ? address : DirectoryEntry.Read(address.GrainId, (string)inTheWay!);
    }

    public Task Unregister(GrainAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        RedisKey[] keys = [_entries, SiloKey(DirectoryEntry.Silo(address))];
        RedisValue[] values = [address.GrainId.ToString(), DirectoryEntry.Identity(address)];
        return Do("unregister", address, () => _redis.Evaluate(RedisDirectoryScripts.Unregister, keys, values));
    }

    public async Task<GrainAddress?> Lookup(GrainId grainId)
    {
        string? entry = await Do("look up", grainId, () => _redis.Run(database => database.HashGetAsync(_entries, grainId.ToString())));
        return entry is null ? null : DirectoryEntry.Read(grainId, entry);
    }

    public async Task UnregisterSilos(List<SiloAddress> siloAddresses)
    {
        ArgumentNullException.ThrowIfNull(siloAddresses);
        foreach (var silo in siloAddresses.Select(silo => silo.ToParsableString()))
        {
            RedisKey[] keys = [_entries, SiloKey(silo)];
            int looked;
            do
                looked = (int)await Do("unregister all of", silo, () => _redis.Evaluate(RedisDirectoryScripts.UnregisterSilo, keys, [silo, MaxGrainsAtOnce]));
            while (looked == MaxGrainsAtOnce);
        }
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private static async Task<T> Do<T>(string doing, object what, Func<Task<T>> command)
    {
        try
        {
            return await command();
        }
        catch (RedisFailure failure)
        {
            throw new OrleansException($"The grain directory could not {doing} {what}: {failure.Message}", failure);
        }
    }

    private RedisKey SiloKey(string silo) => $"{_entries}/{silo}";

    private Task<TimeSpan> Start() => Do("start as", _name, _redis.Check);
}
