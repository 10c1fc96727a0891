using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Clustering.Redis;
using Orleans.Hosting;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Silos that find each other by Redis.</summary>
public static class RedisClusteringISiloBuilderExtensions
{
    public static ISiloBuilder UseRedisClustering(this ISiloBuilder builder, Action<RedisClusteringOptions> configuration) =>
        builder.ConfigureServices(services =>
        {
            services.Configure(configuration);
            services.AddRedisMembership();
        });

    public static ISiloBuilder UseRedisClustering(this ISiloBuilder builder, string redisConnectionString) =>
        builder.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redisConnectionString));

    internal static IServiceCollection AddRedisMembership(this IServiceCollection services) => services
        .AddSingleton<RedisMembershipTable>()
        .AddSingleton<IMembershipTable>(provider => provider.GetRequiredService<RedisMembershipTable>())
        .AddSingleton<IConfigurationValidator, RedisClusteringOptionsValidator>();
}
