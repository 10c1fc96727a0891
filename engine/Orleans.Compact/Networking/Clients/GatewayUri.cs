using System.Net;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>Gateways as addresses: <c>gwy.tcp://host:port/generation</c>.</summary>
internal static class GatewayUri
{
    private const string Scheme = "gwy.tcp";

    public static Uri Of(SiloAddress gateway) => Of(gateway.Endpoint, gateway.Generation);

    public static Uri Of(IPEndPoint endpoint, int generation = 0) => new($"{Scheme}://{endpoint}/{generation}");

    /// <summary>Where to connect; a host's name is resolved each time.</summary>
    /// <exception cref="OrleansConfigurationException">It is no gateway's address.</exception>
    public static EndPoint EndpointOf(Uri gateway)
    {
        if (gateway.Scheme != Scheme || gateway.Port <= 0)
            throw new OrleansConfigurationException($"\"{gateway}\" is not the address of a gateway; it reads {Scheme}://host:port/0.");
        return IPAddress.TryParse(gateway.DnsSafeHost, out var address) ? new IPEndPoint(address, gateway.Port) : new DnsEndPoint(gateway.DnsSafeHost, gateway.Port);
    }
}
