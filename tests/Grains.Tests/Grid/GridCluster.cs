using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Client;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Mining;
using MiningGrid.Grains.Tests.Chain;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace MiningGrid.Grains.Tests.Grid;

/// <summary>Silos with one worker each and one storage, of which a test kills some; and a client outside.</summary>
internal sealed class GridCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly ServiceProvider _client;

    private GridCluster(InProcessTestCluster cluster, TestStorage storage)
    {
        _cluster = cluster;
        Storage = storage;
        _client = new ServiceCollection().AddSingleton(cluster.Client).AddMiningGridClient().BuildServiceProvider();
    }

    public TestStorage Storage { get; }

    public IMiningGrid Client => _client.GetRequiredService<IMiningGrid>();

    public IGrainFactory Grains => _cluster.Client;

    public IDispatcherGrain Dispatcher => Grains.GetGrain<IDispatcherGrain>(0);

    public static async Task<GridCluster> Run(short silos)
    {
        var storage = new TestStorage();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Mining:Workers", "1"), new("Jobs:SaveEvery", "00:00:00.100")])
            .Build();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
                membership.EnableIndirectProbes = false;
            });
            foreach (var name in new[] { StorageNames.State, StorageNames.Blocks })
                silo.Services.AddGrainStorage(name, (services, _) => storage.Of(services.GetRequiredService<Serializer>()));
            silo.Services.AddMiningGridGrains(configuration);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new GridCluster(cluster, storage);
    }

    /// <summary>What each silo that lives has hashed.</summary>
    public IReadOnlyList<double> Hashes => [.. _cluster.GetActiveSilos().Select(silo => _cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<WorkerPool>().Hashes)];

    public async Task<IGridChain> Mine(int zeroBits = 18)
    {
        var chain = await Client.CreateChain(ChainSilo.Parameters(maxSecondsAhead: 1_000_000_000, zeroBits: zeroBits));
        await chain.StartMining(new MiningRequest(ChainSilo.Miner().ToString()));
        return chain;
    }

    /// <summary>The id of the node of the silo that a grain lives on.</summary>
    public async Task<string> NodeOf(IAddressable grain) => NodeId.Of(await HostOf(grain));

    /// <summary>Kills the silo that a grain lives on.</summary>
    public async Task KillHostOf(IAddressable grain)
    {
        var host = await HostOf(grain);
        await _cluster.KillSiloAsync(_cluster.GetSiloForAddress(host)!);
    }

    public async Task KillHostsOf(params IAddressable[] grains)
    {
        var hosts = new HashSet<SiloAddress>();
        foreach (var grain in grains)
            hosts.Add(await HostOf(grain));
        await Task.WhenAll(hosts.Select(host => _cluster.KillSiloAsync(_cluster.GetSiloForAddress(host)!)));
    }

    public Task Join() => _cluster.StartAdditionalSiloAsync();

    /// <summary>Stops a silo that none of the grains lives on, if there is one, else any, as it should be stopped.</summary>
    public async Task StopOne()
    {
        var silo = _cluster.GetActiveSilos().Last();
        await _cluster.StopSiloAsync(silo);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    private async Task<SiloAddress> HostOf(IAddressable grain) =>
        await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain)
        ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{grain.GetGrainId()} has no activation."));
}
