using MiningGrid.Cli.Hosting;
using MiningGrid.Client;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Grains.Chain;

namespace MiningGrid.Cli.Chains;

/// <summary>A chain in a grid. Verifying trusts nothing but its parameters: every block is fetched and judged here.</summary>
internal sealed class GridChainSource : ChainSource
{
    // That a block was not too far ahead of the clock was judged when it came; the clock of then is not known.
    private static readonly DateTimeOffset NoClock = DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue);

    private readonly RemoteGrid _grid;
    private readonly IGridChain _chain;
    private readonly string _where;

    private GridChainSource(RemoteGrid grid, GridTarget target, string name)
    {
        _grid = grid;
        _chain = grid.Client.Chain(name);
        _where = $"the grid at {target}";
    }

    public static async Task<GridChainSource> Open(GridTarget target, string name, CancellationToken stopping) =>
        new(await RemoteGrid.Connect(target, stopping), target, name);

    public override async Task<ChainFacts> GetFacts(CancellationToken stopping)
    {
        var parameters = await _chain.GetParameters(stopping);
        var status = await _chain.GetStatus(stopping);
        var tip = await _chain.GetBlock(status.Height, stopping);
        return new ChainFacts(
            _where, parameters, status.Height, status.Tip, status.HeadTime, tip?.Header.Bits ?? status.NextBits, status.ChainWork);
    }

    public override Task<Block?> BlockAt(long height, CancellationToken stopping) => _chain.GetBlock(height, stopping);

    public override async Task<long?> HeightOf(Hash256 hash, CancellationToken stopping) => (await _chain.FindBlock(hash, stopping))?.Height;

    public override async Task<ChainVerification> Verify(ChainFacts facts, CancellationToken stopping)
    {
        var context = ChainContext.AtGenesis(facts.Parameters);
        var next = 0L;
        await foreach (var (height, block) in _chain.GetBlocks(0, stopping))
        {
            if (height > facts.Height)
                break;
            var fault = height == next ? Check(block, height, ref context) : "the block is missing";
            if (fault is not null)
                return new ChainVerification(next, next, fault);
            next++;
        }

        return next <= facts.Height
            ? new ChainVerification(next, next, "the block is missing")
            : new ChainVerification(next, null, context.TipHash == facts.Tip ? null : "the head is not what the blocks come to");
    }

    public override ValueTask DisposeAsync() => _grid.DisposeAsync();

    private static string? Check(Block block, long height, ref ChainContext context)
    {
        if (height == 0)
        {
            return block.ToBytes().AsSpan().SequenceEqual(context.Chain.Genesis.ToBytes())
                ? null
                : "the block is not the genesis of the chain's parameters";
        }

        var reason = BlockValidator.Check(block, context, NoClock);
        if (!reason.IsNone)
            return reason.ToString();
        context = context.Append(block.Header);
        return null;
    }
}
