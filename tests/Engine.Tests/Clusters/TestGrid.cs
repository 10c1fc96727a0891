using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace MiningGrid.Engine.Tests.Clusters;

/// <summary>Silos in this process that talk over loopback and share a journal.</summary>
internal sealed class TestGrid : IAsyncDisposable
{
    private TestGrid(InProcessTestCluster cluster, Journal journal)
    {
        Cluster = cluster;
        Journal = journal;
    }

    public InProcessTestCluster Cluster { get; }

    public Journal Journal { get; }

    public IClusterClient Client => Cluster.Client;

    public InProcessSiloHandle this[int silo] => Cluster.Silos[silo];

    public static async Task<TestGrid> Start(short silos, Action<ISiloBuilder>? configure = null)
    {
        var journal = new Journal();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(journal);
            silo.AddMemoryGrainStorageAsDefault();
            configure?.Invoke(silo);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestGrid(cluster, journal);
    }

    public IGrainFactory GrainsOf(int silo) => this[silo].ServiceProvider.GetRequiredService<IGrainFactory>();

    public T ServiceOf<T>(int silo)
        where T : notnull => this[silo].ServiceProvider.GetRequiredService<T>();

    /// <summary>The key of a grain that is on that silo now.</summary>
    public async Task<string> HereOn(int silo)
    {
        for (var key = $"{silo} 0"; ; key += "0")
        {
            if (this[silo].SiloAddress.Equals(await GrainsOf(silo).Here(key).Silo()))
                return key;
        }
    }

    /// <inheritdoc cref="HereOn"/>
    public async Task<string> WorkOn(int silo)
    {
        for (var key = $"{silo} 0"; ; key += "0")
        {
            await GrainsOf(silo).Work(key).Activation();
            if (ServiceOf<Catalog>(silo).Find(GrainsOf(silo).Work(key).GetGrainId()) is Activation)
                return key;
        }
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
