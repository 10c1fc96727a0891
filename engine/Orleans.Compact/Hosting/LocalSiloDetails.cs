using System.Net;
using Compact.Networking;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

internal sealed class LocalSiloDetails : ILocalSiloDetails
{
    public LocalSiloDetails(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, LocalPorts ports)
    {
        var generation = SiloAddress.AllocateNewGeneration();
        ClusterId = cluster.Value.ClusterId;
        DnsHostName = Dns.GetHostName();
        SiloAddress = SiloAddress.New(ports.Address, ports.SiloPort, generation);
        GatewayAddress = SiloAddress.New(ports.Address, ports.GatewayPort, generation);
        Name = silo.Value.SiloName ?? $"Silo_{SiloAddress.GetConsistentHashCode():X8}";
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; }

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }
}
