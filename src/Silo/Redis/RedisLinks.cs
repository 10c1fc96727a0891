using StackExchange.Redis;

namespace MiningGrid.Silo.Redis;

/// <summary>A silo's connections to its Redis. What waits on one, for replicas perhaps, holds up none of the others.</summary>
internal sealed class RedisLinks : IAsyncDisposable
{
    public RedisLinks(RedisOptions options)
    {
        Settings = RedisSettings.Parse(options.ConnectionString);
        StartTimeout = options.StartTimeout;
        Cluster = new RedisLink(Settings);
        Records = new RedisLink(Settings);
    }

    public ConfigurationOptions Settings { get; }

    public TimeSpan StartTimeout { get; }

    /// <summary>For the membership and the grain directory.</summary>
    public RedisLink Cluster { get; }

    /// <summary>For all records.</summary>
    public RedisLink Records { get; }

    /// <summary>Where it is; without its password.</summary>
    public string Address => RedisSettings.Describe(Settings);

    /// <summary>Fails when one of them has no answer in time.</summary>
    public Task Ping(TimeSpan timeout) => Task.WhenAll(Cluster.Ping(timeout), Records.Ping(timeout));

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Records.DisposeAsync();
    }
}
