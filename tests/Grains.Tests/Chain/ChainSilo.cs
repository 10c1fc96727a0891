using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Chain;
using MiningGrid.Grains.Mining;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace MiningGrid.Grains.Tests.Chain;

/// <summary>A silo with one chain grain's world: a storage that outlives it, and a clock that is moved by hand.</summary>
internal sealed class ChainSilo : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private readonly InProcessTestCluster _cluster;

    private ChainSilo(InProcessTestCluster cluster, TestStorage storage, ManualTime time)
    {
        _cluster = cluster;
        Storage = storage;
        Time = time;
    }

    public TestStorage Storage { get; }

    public ManualTime Time { get; }

    public IGrainFactory Grains => _cluster.Client;

    public IChainGrain Chain => Grains.GetGrain<IChainGrain>("test");

    public IJobGrain Job => Grains.GetGrain<IJobGrain>("chain:test");

    /// <summary>Starts a silo; on the storage and clock of a former one it is the same grid after a restart.</summary>
    public static async Task<ChainSilo> Run(ChainSilo? former = null, Action<ChainOptions>? configure = null)
    {
        var storage = former?.Storage ?? new TestStorage();
        var time = former?.Time ?? new ManualTime(Start);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
            silo.Services.AddMiningGridGrains(silo.Configuration);
            WithoutNode(silo.Services);
            if (configure is not null)
                silo.Services.Configure(configure);
            foreach (var name in new[] { StorageNames.State, StorageNames.Blocks })
                silo.Services.AddGrainStorage(name, (services, _) => storage.Of(services.GetRequiredService<Serializer>()));
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new ChainSilo(cluster, storage, time);
    }

    public static ChainParameters Parameters(string name = "test", int maxSecondsAhead = ChainParameters.DefaultMaxSecondsAhead, int zeroBits = 4)
    {
        var limit = Target.FromZeroBits(zeroBits);
        return new ChainParameters(
            name,
            (uint)Start.ToUnixTimeSeconds(),
            new FixedDifficulty(limit, spacingSeconds: 60),
            CompactTarget.FromTarget(limit),
            subsidy: 5_000,
            maxSecondsAhead: maxSecondsAhead);
    }

    public static Address Miner(byte number = 1)
    {
        var bytes = new byte[Address.Size];
        bytes[0] = number;
        return new Address(bytes);
    }

    /// <summary>Ends a grain's activation; the next call makes another.</summary>
    public Task Deactivate(IAddressable grain) => _cluster.DeactivateAsync(grain);

    /// <summary>The chain's next block, solved.</summary>
    public async Task<Block> SolveNext(byte miner = 1)
    {
        var template = await Chain.GetTemplate(Miner(miner).ToString());
        return Assemble((HeaderPuzzle)template.Work.ToPuzzle());
    }

    /// <summary>Solves a block's puzzle; its body is the coinbase alone.</summary>
    public static Block Assemble(HeaderPuzzle puzzle)
    {
        var position = Solve(puzzle);
        return new Block(BlockHeader.Parse(puzzle.HeaderAt(position)), [Transaction.Parse(puzzle.CoinbaseAt(position))]);
    }

    public static UInt128 Solve(Puzzle puzzle)
    {
        for (var position = UInt128.Zero; ; position++)
        {
            if (puzzle.Check(position, out _))
                return position;
        }
    }

    // The test itself is the node: it leases and reports.
    private static void WithoutNode(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ImplementationType == typeof(NodeService)));

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
