using MiningGrid.Cluster.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using Orleans.GrainDirectory.Redis;
using Orleans.Persistence;
using Orleans.Serialization;

namespace MiningGrid.Engine.Tests.Redis;

/// <summary>What silos of the cluster "test" of the service "bank" keep in Redis, without the silos.</summary>
internal static class RedisStores
{
    private static readonly Serializer s_serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    private static readonly ClusterOptions s_cluster = new() { ServiceId = "bank", ClusterId = "test" };

    public static RedisGrainStorage Storage(RedisServer redis, Action<RedisStorageOptions>? configure = null, int timeoutMilliseconds = 30_000)
    {
        var options = new RedisStorageOptions { ConfigurationOptions = redis.Options(timeoutMilliseconds) };
        configure?.Invoke(options);
        return new RedisGrainStorage("store", options, s_cluster, s_serializer, NullLogger<RedisGrainStorage>.Instance);
    }

    public static RedisGrainDirectory Directory(RedisServer redis, string cluster = "test", int timeoutMilliseconds = 30_000) => new(
        "default",
        new RedisGrainDirectoryOptions { ConfigurationOptions = redis.Options(timeoutMilliseconds) },
        new ClusterOptions { ServiceId = "bank", ClusterId = cluster },
        NullLogger<RedisGrainDirectory>.Instance);

    public static RedisMembershipTable Membership(RedisServer redis, string cluster) => new(
        Options.Create(new RedisClusteringOptions { ConfigurationOptions = redis.Options() }),
        Options.Create(new ClusterOptions { ServiceId = "bank", ClusterId = cluster }),
        NullLogger<RedisMembershipTable>.Instance);
}
