using Compact.Redis;
using Orleans.Runtime;
using StackExchange.Redis;

namespace Orleans.Persistence;

/// <summary>Options of grain storage in Redis.</summary>
public class RedisStorageOptions
{
    /// <summary>Clearing a state deletes its record; else it leaves an empty one with an ETag of its own.</summary>
    public bool DeleteStateOnClear { get; set; }

    /// <summary>The stage of the silo's start at which Redis must answer.</summary>
    public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

    /// <summary>How to reach Redis.</summary>
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    /// <summary>Makes the connection, and says whether it is shared: what is shared is not closed with the silo.</summary>
    public Func<RedisStorageOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> CreateMultiplexer { get; set; } = DefaultCreateMultiplexer;

    /// <summary>Records not written for so long are deleted by Redis; null to keep them. For tests only.</summary>
    public TimeSpan? EntryExpiry { get; set; }

    /// <summary>The key of a state's record; null for <c>{ServiceId}/state/{grain}/{state}</c>.</summary>
    public Func<string, GrainId, RedisKey>? GetStorageKey { get; set; }

    /// <summary>A connection of its own, by <see cref="ConfigurationOptions"/>.</summary>
    public static Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> DefaultCreateMultiplexer(RedisStorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return RedisConnection.CreateOwn(options.ConfigurationOptions);
    }
}
