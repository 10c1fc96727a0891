using System.Net;
using Microsoft.Extensions.Options;

namespace MiningGrid.Silo.Hosting;

internal sealed class ClusteringOptionsValidator : IValidateOptions<ClusteringOptions>
{
    private const int MissedProbesLimit = 100;
    private const int VotesLimit = 10;
    private static readonly TimeSpan ShortestProbe = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, ClusteringOptions options)
    {
        if (options.Provider is not (ClusteringProvider.Localhost or ClusteringProvider.Redis))
            return Wrong("Provider", options.Provider, $"{ClusteringProvider.Localhost} and {ClusteringProvider.Redis}");
        if (!IsPort(options.SiloPort))
            return Wrong("SiloPort", options.SiloPort);
        if (!IsPort(options.GatewayPort))
            return Wrong("GatewayPort", options.GatewayPort);
        if (options.SiloPort == options.GatewayPort && options.SiloPort != 0)
            return ValidateOptionsResult.Fail(
                $"Clustering:GatewayPort is {options.GatewayPort}, and so is Clustering:SiloPort; allowed is another port, or 0 for a free one.");
        if (string.IsNullOrWhiteSpace(options.ClusterId))
            return ValidateOptionsResult.Fail("Clustering:ClusterId is empty; allowed is a name.");
        if (string.IsNullOrWhiteSpace(options.ServiceId))
            return ValidateOptionsResult.Fail("Clustering:ServiceId is empty; allowed is a name.");
        return ValidateReach(options) ?? ValidateProbes(options) ?? ValidateOptionsResult.Success;
    }

    private static ValidateOptionsResult? ValidateReach(ClusteringOptions options)
    {
        if (options.Provider == ClusteringProvider.Localhost)
        {
            if (options.AdvertisedAddress != ClusteringOptions.DefaultAdvertisedAddress)
                return Wrong("AdvertisedAddress", options.AdvertisedAddress, $"{ClusteringOptions.DefaultAdvertisedAddress} with Clustering:Provider {ClusteringProvider.Localhost}, any address with {ClusteringProvider.Redis}");
            if (options.ListenOnAny)
                return Wrong("ListenOnAny", "true", $"false with Clustering:Provider {ClusteringProvider.Localhost}, both with {ClusteringProvider.Redis}");
            if (options.ListeningAddress.Length != 0)
                return Wrong("ListeningAddress", options.ListeningAddress, $"none with Clustering:Provider {ClusteringProvider.Localhost}, an IP address with {ClusteringProvider.Redis}");
        }

        if (options.ListeningAddress.Length != 0 && !IPAddress.TryParse(options.ListeningAddress, out _))
            return Wrong("ListeningAddress", options.ListeningAddress, "an IP address of this machine");
        if (options.ListeningAddress.Length != 0 && options.ListenOnAny)
            return Wrong("ListeningAddress", options.ListeningAddress, "none with Clustering:ListenOnAny true, which listens on all");

        if (IPAddress.TryParse(options.AdvertisedAddress, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
            return Wrong("AdvertisedAddress", options.AdvertisedAddress, "an address that others can connect to; Clustering:ListenOnAny listens on all");
        return string.IsNullOrWhiteSpace(options.AdvertisedAddress)
            ? ValidateOptionsResult.Fail($"Clustering:AdvertisedAddress is empty; allowed is an IP address, a host name or {ClusteringOptions.AutoAddress}.")
            : null;
    }

    private static ValidateOptionsResult? ValidateProbes(ClusteringOptions options)
    {
        if (options.ProbeTimeout < ShortestProbe || options.ProbeTimeout > LongestProbe)
            return Wrong("ProbeTimeout", options.ProbeTimeout, $"{ShortestProbe} to {LongestProbe}");
        if (options.MissedProbes is < 1 or > MissedProbesLimit)
            return Wrong("MissedProbes", options.MissedProbes, $"1 to {MissedProbesLimit}");
        return options.VotesForDeath is < 1 or > VotesLimit ? Wrong("VotesForDeath", options.VotesForDeath, $"1 to {VotesLimit}") : null;
    }

    private static bool IsPort(int port) => port is >= 0 and <= IPEndPoint.MaxPort;

    private static ValidateOptionsResult Wrong(string setting, int port) => Wrong(setting, port, $"1 to {IPEndPoint.MaxPort}, or 0 for a free one");

    private static ValidateOptionsResult Wrong(string setting, object value, string allowed) =>
        ValidateOptionsResult.Fail($"Clustering:{setting} is {(value is string text ? $"'{text}'" : value)}; allowed is {allowed}.");
}
