using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Silo.Hosting;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Compose;

/// <summary>Silos as the compose file scales them, with the volumes that they share.</summary>
/// <param name="environment">What the compose file gives each silo.</param>
/// <param name="redis">Where the host name <c>redis</c> leads.</param>
/// <param name="volumes">Holds the volumes.</param>
internal sealed class ComposedGrid(Dictionary<string, string> environment, string redis, TempFolder volumes) : IAsyncDisposable
{
    private readonly Stack<(ProgramRun Run, SiloWeb Web)> _silos = [];

    /// <summary>The web endpoints of those that run.</summary>
    public IEnumerable<SiloWeb> Web => _silos.Select(silo => silo.Web);

    public string ClusterId => environment["MiningGrid__Clustering__ClusterId"];

    public string ServiceId => environment.GetValueOrDefault("MiningGrid__Clustering__ServiceId", ClusteringOptions.DefaultServiceId);

    public async Task StartSilo()
    {
        var variables = environment.ToDictionary(
            variable => variable.Key, variable => (string?)variable.Value.Replace("redis:6379", redis, StringComparison.Ordinal));
        // The Dockerfile's own.
        variables["MiningGrid__Storage__Path"] = Directory.CreateDirectory(volumes["data"]).FullName;
        variables["XDG_CONFIG_HOME"] = Directory.CreateDirectory(volumes["config"]).FullName;
        // Containers have addresses and cores of their own.
        string[] instead =
        [
            "--Clustering:SiloPort", "0", "--Clustering:GatewayPort", "0",
            "--Clustering:AdvertisedAddress", ClusteringOptions.DefaultAdvertisedAddress, "--Clustering:ListenOnAny", "false",
            "--Http:Port", "0", "--Mining:Workers", "1",
        ];
        var silo = ProgramRun.Start(Built.DotNet, [Built.Silo, .. instead], volumes.Path, variables);
        try
        {
            _silos.Push((silo, new SiloWeb(await silo.WaitForLine("is up"))));
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the silo that was started last, as compose does; returns its exit code.</summary>
    public async Task<int> StopSilo()
    {
        var (run, web) = _silos.Pop();
        using (web)
        {
            await using (run)
            {
                run.Terminate();
                return await run.WaitForExit();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (run, web) in _silos)
        {
            web.Dispose();
            await run.DisposeAsync();
        }
    }
}
