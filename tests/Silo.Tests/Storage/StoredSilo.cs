using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.Grains;
using MiningGrid.Grains.Chain;
using MiningGrid.Silo.Storage;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace MiningGrid.Silo.Tests.Storage;

/// <summary>A silo with chains on SQLite, without nodes that mine.</summary>
internal sealed class StoredSilo : IAsyncDisposable
{
    public const string ChainName = "stored";

    private readonly InProcessTestCluster _cluster;

    private StoredSilo(InProcessTestCluster cluster) => _cluster = cluster;

    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public IChainGrain Chain => _cluster.Client.GetGrain<IChainGrain>(ChainName);

    public static ChainParameters Parameters { get; } = new(
        ChainName, genesisTime: 1_700_000_000, new FixedDifficulty(UInt256.MaxValue >> 1, spacingSeconds: 60),
        CompactTarget.FromTarget(UInt256.MaxValue >> 1), subsidy: 5_000);

    public static async Task<StoredSilo> Run(string folder)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddSqliteGrainStorage(StorageNames.State);
            silo.AddSqliteGrainStorage(StorageNames.Blocks);
            silo.Services.Configure<SqliteStorageOptions>(options => options.Path = folder);
            silo.Services.AddChainServices(silo.Configuration);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new StoredSilo(cluster);
    }

    /// <summary>Makes the chain, and blocks up to a height.</summary>
    public async Task Fill(int height)
    {
        var status = await Chain.Create(Parameters);
        while (status.Height < height)
        {
            var template = await Chain.GetTemplate(Address.Nobody.ToString());
            var puzzle = (HeaderPuzzle)template.Work.ToPuzzle();
            var position = UInt128.Zero;
            while (!puzzle.Check(position, out _))
                position++;
            var block = new Block(BlockHeader.Parse(puzzle.HeaderAt(position)), [Transaction.Parse(puzzle.CoinbaseAt(position))]);
            Assert.True((await Chain.SubmitBlock(block.ToBytes())).IsAccepted);
            status = await Chain.GetStatus();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
