using System.Net;
using Compact.Membership;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Hosting;
using Orleans.Messaging;

namespace Orleans.TestingHost;

/// <summary>What the silos and the client of a test cluster have in common: their names, a membership table and a grain directory in memory.</summary>
internal sealed class SharedCluster(string clusterId, string serviceId)
{
    private readonly InMemoryMembershipTable _table = new();
    private readonly InMemoryGrainDirectory _directory = new();

    /// <param name="silo">The silo to be.</param>
    /// <param name="name">Its name.</param>
    /// <param name="ports">0 leaves the choice to the system.</param>
    public void Configure(ISiloBuilder silo, string name, (int Silo, int Gateway) ports)
    {
        silo.Configure<ClusterOptions>(Name);
        silo.Configure<SiloOptions>(options => options.SiloName = name);
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.SiloPort = ports.Silo;
            options.GatewayPort = ports.Gateway == 0 ? EndpointOptions.DEFAULT_GATEWAY_PORT : ports.Gateway;
            options.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, ports.Silo);
            options.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Loopback, ports.Gateway);
        });
        silo.Configure<ClusterMembershipOptions>(NoticeSoon);
        silo.Services.AddSingleton<IMembershipTable>(_table);
        silo.Services.AddSingleton<IGrainDirectory>(_directory);
    }

    public void Configure(IClientBuilder client)
    {
        client.Configure<ClusterOptions>(Name);
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
        client.Services.AddSingleton<IGatewayListProvider>(new SharedGateways(_table));
    }

    private void Name(ClusterOptions options)
    {
        options.ClusterId = clusterId;
        options.ServiceId = serviceId;
    }

    /// <summary>Silos that were killed are known to be dead within seconds, and silos on a busy machine are not taken for dead.</summary>
    private static void NoticeSoon(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 1;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(2);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
    }
}
