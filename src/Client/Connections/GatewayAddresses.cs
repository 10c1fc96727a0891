using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Client.Connections;

/// <summary>A grid by the gateways of some of its silos.</summary>
internal sealed class GatewayAddresses : GridAddress
{
    private const int MaxGateways = 100;

    private readonly ImmutableArray<(string Host, int Port)> _gateways;

    private GatewayAddresses(ImmutableArray<(string Host, int Port)> gateways) => _gateways = gateways;

    /// <summary>Null when it is none.</summary>
    public static GatewayAddresses? Read(string text)
    {
        var gateways = ImmutableArray.CreateBuilder<(string Host, int Port)>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var colon = part.LastIndexOf(':');
            if (colon <= 0
                || !int.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                || port is < 1 or > IPEndPoint.MaxPort)
                return null;
            var host = part[..colon].Trim('[', ']');
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
                return null;
            gateways.Add((host, port));
        }

        return gateways.Count is >= 1 and <= MaxGateways ? new GatewayAddresses(gateways.ToImmutable()) : null;
    }

    public override string ToString() => string.Join(',', _gateways.Select(gateway =>
        gateway.Host.Contains(':') ? $"[{gateway.Host}]:{gateway.Port}" : $"{gateway.Host}:{gateway.Port}"));

    internal override void Configure(IClientBuilder client) => client.UseStaticClustering([.. _gateways.SelectMany(Resolve)]);

    private static IEnumerable<IPEndPoint> Resolve((string Host, int Port) gateway)
    {
        if (IPAddress.TryParse(gateway.Host, out var address))
            return [new IPEndPoint(address, gateway.Port)];
        try
        {
            var addresses = Dns.GetHostAddresses(gateway.Host);
            // A silo listens where it says: on localhost that is IPv4.
            return addresses.Where(found => found.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork)
                .DefaultIfEmpty(addresses[0])
                .Select(found => new IPEndPoint(found, gateway.Port));
        }
        catch (System.Net.Sockets.SocketException exception)
        {
            throw new MiningGridException($"The host '{gateway.Host}' is not known: {exception.Message}", exception);
        }
    }
}
