using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Clustering.Redis;
using Orleans.Hosting;
using Orleans.Messaging;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Clients that find their cluster by Redis.</summary>
public static class RedisClusteringIClientBuilderExtensions
{
    public static IClientBuilder UseRedisClustering(this IClientBuilder builder, Action<RedisClusteringOptions> configuration) =>
        builder.ConfigureServices(services =>
        {
            services.Configure(configuration);
            services.AddRedisMembership();
            services.Replace(ServiceDescriptor.Singleton<IGatewayListProvider, RedisGatewayListProvider>());
        });

    public static IClientBuilder UseRedisClustering(this IClientBuilder builder, string redisConnectionString) =>
        builder.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redisConnectionString));
}
