using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>How a silo finds its cluster.</summary>
public static class CoreHostingExtensions
{
    /// <summary>A cluster on this machine's loopback address only.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = EndpointOptions.DEFAULT_SILO_PORT,
        int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = ClusterOptions.DevelopmentServiceId,
        string clusterId = ClusterOptions.DevelopmentClusterId)
    {
        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });
        builder.ConfigureServices(services =>
        {
            services.PostConfigure<ClusterOptions>(options =>
            {
                options.ServiceId = string.IsNullOrWhiteSpace(options.ServiceId) || options.ServiceId == ClusterOptions.DefaultServiceId ? serviceId : options.ServiceId;
                options.ClusterId = string.IsNullOrWhiteSpace(options.ClusterId) || options.ClusterId == ClusterOptions.DefaultClusterId ? clusterId : options.ClusterId;
            });
            services.AddSingleton<ClusteringChoice>(new ClusteringChoice("localhost"));
        });
        return builder;
    }
}
