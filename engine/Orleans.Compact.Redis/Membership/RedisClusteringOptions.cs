using Compact.Redis;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Orleans.Clustering.Redis;

/// <summary>Options of the cluster's membership in Redis.</summary>
public class RedisClusteringOptions
{
    /// <summary>How to reach Redis.</summary>
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    /// <summary>Makes the connection, and says whether it is shared: what is shared is not closed with the silo.</summary>
    public Func<RedisClusteringOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> CreateMultiplexer { get; set; } = DefaultCreateMultiplexer;

    /// <summary>The key of the cluster's table.</summary>
    public Func<ClusterOptions, RedisKey> CreateRedisKey { get; set; } = DefaultCreateRedisKey;

    /// <summary>A table that was made so long ago is deleted by Redis; null to keep it. For tests only.</summary>
    public TimeSpan? EntryExpiry { get; set; }

    /// <summary>A connection of its own, by <see cref="ConfigurationOptions"/>.</summary>
    public static Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> DefaultCreateMultiplexer(RedisClusteringOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return RedisConnection.CreateOwn(options.ConfigurationOptions);
    }

    /// <summary><c>{ServiceId}/members/{ClusterId}</c>.</summary>
    public static RedisKey DefaultCreateRedisKey(ClusterOptions clusterOptions)
    {
        ArgumentNullException.ThrowIfNull(clusterOptions);
        return $"{clusterOptions.ServiceId}/members/{clusterOptions.ClusterId}";
    }
}
