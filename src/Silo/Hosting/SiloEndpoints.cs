using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace MiningGrid.Silo.Hosting;

/// <summary>Where a silo is found, and where it listens.</summary>
/// <param name="Advertised">Others connect to this address.</param>
/// <param name="Listening">It listens on this one; <see cref="IPAddress.Any"/> is all addresses of the machine.</param>
/// <param name="SiloPort">For silos.</param>
/// <param name="GatewayPort">For clients.</param>
internal sealed record SiloEndpoints(IPAddress Advertised, IPAddress Listening, int SiloPort, int GatewayPort)
{
    /// <summary>Whether nobody beyond this machine can connect.</summary>
    public bool IsLocal => IPAddress.IsLoopback(Advertised) && IPAddress.IsLoopback(Listening);

    /// <summary>Where others connect, when they can.</summary>
    public IPAddress Reached => IPAddress.IsLoopback(Listening) ? Advertised : Listening;

    /// <summary>Finds the address, and ports where none are given.</summary>
    /// <exception cref="OptionsValidationException">The address can't be found.</exception>
    public static SiloEndpoints Of(ClusteringOptions options)
    {
        var address = Find(options.AdvertisedAddress);
        var (first, second) = ListeningPort.FindTwo();
        return new SiloEndpoints(
            address,
            options.ListenOnAny ? IPAddress.Any
                : options.ListeningAddress.Length == 0 ? address
                : IPAddress.Parse(options.ListeningAddress),
            options.SiloPort == 0 ? first : options.SiloPort,
            options.GatewayPort == 0 ? second : options.GatewayPort);
    }

    private static IPAddress Find(string advertised)
    {
        if (IPAddress.TryParse(advertised, out var address))
            return address;
        if (advertised == ClusteringOptions.AutoAddress)
            return FindOwn() ?? throw Wrong(advertised, "this machine has no address but loopback");
        try
        {
            return Dns.GetHostAddresses(advertised, AddressFamily.InterNetwork).FirstOrDefault() ?? throw Wrong(advertised, "it has no IPv4 address");
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw Wrong(advertised, e.Message);
        }
    }

    // The one that leads out of the machine comes first.
    private static IPAddress? FindOwn() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .Select(network => network.GetIPProperties())
        .OrderByDescending(network => network.GatewayAddresses.Count)
        .SelectMany(network => network.UnicastAddresses)
        .Select(own => own.Address)
        .FirstOrDefault(own => own.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(own));

    private static OptionsValidationException Wrong(string value, string why) => new(
        ClusteringOptions.Section,
        typeof(ClusteringOptions),
        [$"Clustering:AdvertisedAddress is '{value}', and {why}; allowed is an IP address, a host name or {ClusteringOptions.AutoAddress}."]);
}
