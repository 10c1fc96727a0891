using Compact.Redis;
using StackExchange.Redis;

namespace Orleans.Configuration;

/// <summary>Options of a grain directory in Redis.</summary>
public class RedisGrainDirectoryOptions
{
    /// <summary>How to reach Redis.</summary>
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    /// <summary>Makes the connection, and says whether it is shared: what is shared is not closed with the silo.</summary>
    public Func<RedisGrainDirectoryOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> CreateMultiplexer { get; set; } = DefaultCreateMultiplexer;

    /// <summary>A directory in which nothing was registered for so long is deleted by Redis; null to keep it. For tests only.</summary>
    public TimeSpan? EntryExpiry { get; set; }

    /// <summary>A connection of its own, by <see cref="ConfigurationOptions"/>.</summary>
    public static Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> DefaultCreateMultiplexer(RedisGrainDirectoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return RedisConnection.CreateOwn(options.ConfigurationOptions);
    }
}
