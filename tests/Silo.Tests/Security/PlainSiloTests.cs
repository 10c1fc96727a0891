using MiningGrid.Silo.Hosting;
using MiningGrid.Silo.Security;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Security;

/// <summary>
/// Silos without a key. What listens on all addresses is judged here without listening; tests/Cluster.Tests starts one that is beyond
/// loopback by its advertised address alone.
/// </summary>
public sealed class PlainSiloTests
{
    [Theory]
    [InlineData("127.0.0.1", false, "", true)]
    [InlineData("127.0.0.2", false, "", true)]
    [InlineData("::1", false, "", true)]
    [InlineData("127.0.0.1", false, "127.0.0.2", true)]
    [InlineData("127.0.0.1", true, "", false)]
    [InlineData("127.0.0.1", false, "192.0.2.1", false)]
    [InlineData("127.0.0.1", false, "0.0.0.0", false)]
    [InlineData("192.0.2.1", false, "", false)]
    [InlineData("192.0.2.1", false, "127.0.0.1", false)] // whatever has that address may lead here
    public void Without_a_key_it_is_for_loopback_unless_plain_connections_are_allowed(string advertised, bool onAny, string listening, bool isLocal)
    {
        var endpoints = SiloEndpoints.Of(new ClusteringOptions
        {
            Provider = ClusteringProvider.Redis, SiloPort = 1, GatewayPort = 2, AdvertisedAddress = advertised, ListenOnAny = onAny, ListeningAddress = listening,
        });
        var validator = new SecurityOptionsValidator(endpoints);

        Assert.Equal(isLocal, endpoints.IsLocal);
        Assert.Equal(isLocal, validator.Validate(null, new SecurityOptions()).Succeeded);
        Assert.True(validator.Validate(null, new SecurityOptions { AllowPlain = true }).Succeeded);
        Assert.True(validator.Validate(null, new SecurityOptions { KeyFile = "grid.key" }).Succeeded);
    }

    [Theory]
    [InlineData("0.0.0.0", "--Clustering:ListenOnAny", "true")]
    [InlineData("192.0.2.1", "--Clustering:AdvertisedAddress", "192.0.2.1")]
    [InlineData("192.0.2.1", "--Clustering:AdvertisedAddress", "192.0.2.1", "--Clustering:ListeningAddress", "127.0.0.1")]
    [InlineData("192.0.2.1", "--Clustering:ListeningAddress", "192.0.2.1", "--Security:AllowPlain", "false")]
    public async Task Beyond_loopback_it_does_not_start_without_a_key_and_names_the_ways_out(string reached, params string[] settings)
    {
        using var folder = new TempFolder();
        await using var silo = ProgramRun.Start(
            Built.DotNet,
            [Built.Silo, "--Clustering:Provider", "redis", "--Storage:Provider", "redis", "--Clustering:SiloPort", "0", "--Clustering:GatewayPort", "0", "--Http:Port", "0", .. settings],
            folder.Path);

        Assert.True(await silo.WaitForExit() == 2, silo.Describe("was not refused"));
        var line = Assert.Single(silo.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"Security:KeyFile is not set, and others can reach this silo at {reached};", line, StringComparison.Ordinal);
        Assert.Contains("minegrid key create FILE", line, StringComparison.Ordinal);
        Assert.Contains("Security:AllowPlain true", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.Output + silo.Error, StringComparison.Ordinal);
    }
}
