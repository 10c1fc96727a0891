using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

internal sealed class LocalSiloDetails : ILocalSiloDetails
{
    public LocalSiloDetails(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints)
    {
        var address = endpoints.Value.AdvertisedIPAddress ?? IPAddress.Loopback;
        var generation = SiloAddress.AllocateNewGeneration();
        ClusterId = cluster.Value.ClusterId;
        DnsHostName = Dns.GetHostName();
        SiloAddress = SiloAddress.New(address, endpoints.Value.SiloPort, generation);
        GatewayAddress = SiloAddress.New(address, endpoints.Value.GatewayPort, generation);
        Name = silo.Value.SiloName ?? $"Silo_{SiloAddress.GetConsistentHashCode():X8}";
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; }

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }
}
