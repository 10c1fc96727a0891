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

    public string KeyFile => InVolume(environment["MiningGrid__Security__KeyFile"]);

    public string KeyPassphraseFile => volumes["config", "minegrid", "key-passphrase"];

    /// <summary>Runs the service that makes the grid's key; returns its exit code.</summary>
    /// <param name="command">Its program and arguments.</param>
    public async Task<int> MakeKey(List<string> command)
    {
        Assert.Equal("minegrid", command[0]);
        await using var run = ProgramRun.Start(Built.DotNet, [Built.Minegrid, .. command.Skip(1).Select(InVolume)], volumes.Path, OfImage());
        return await run.WaitForExit();
    }

    public async Task StartSilo()
    {
        var variables = environment.ToDictionary(
            variable => variable.Key, variable => (string?)InVolume(variable.Value.Replace("redis:6379", redis, StringComparison.Ordinal)));
        foreach (var (name, value) in OfImage())
            variables[name] = value;
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

    /// <summary>What the Dockerfile sets.</summary>
    private Dictionary<string, string?> OfImage() => new(StringComparer.Ordinal)
    {
        ["MiningGrid__Storage__Path"] = Directory.CreateDirectory(volumes["data"]).FullName,
        ["XDG_CONFIG_HOME"] = Directory.CreateDirectory(volumes["config"]).FullName,
    };

    private string InVolume(string text) => text.Replace("/key/", volumes["key"] + "/", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var (run, web) in _silos)
        {
            web.Dispose();
            await run.DisposeAsync();
        }
    }
}
