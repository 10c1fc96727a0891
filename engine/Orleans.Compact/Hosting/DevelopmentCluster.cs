using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>The names of a cluster on one machine, where none were configured.</summary>
internal static class DevelopmentCluster
{
    public static void Configure(IServiceCollection services, string serviceId, string clusterId) =>
        services.PostConfigure<ClusterOptions>(options =>
        {
            options.ServiceId = string.IsNullOrWhiteSpace(options.ServiceId) || options.ServiceId == ClusterOptions.DefaultServiceId ? serviceId : options.ServiceId;
            options.ClusterId = string.IsNullOrWhiteSpace(options.ClusterId) || options.ClusterId == ClusterOptions.DefaultClusterId ? clusterId : options.ClusterId;
        });
}
