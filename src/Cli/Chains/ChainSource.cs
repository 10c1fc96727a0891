using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Grains.Chain;

namespace MiningGrid.Cli.Chains;

/// <summary>A chain that can be looked at: in a data folder, or in a grid.</summary>
internal abstract class ChainSource : IAsyncDisposable
{
    public static async Task<ChainSource> Open(ChainOptions options, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        return options.Grid is { } grid
            ? await GridChainSource.Open(grid, options.Chain, stopping)
            : new FolderChainSource(options.Data, options.Chain);
    }

    public abstract Task<ChainFacts> GetFacts(CancellationToken stopping);

    /// <summary>The block at a height; null above the head.</summary>
    public abstract Task<Block?> BlockAt(long height, CancellationToken stopping);

    /// <summary>The height of a hash; null when the chain has no such block.</summary>
    public abstract Task<long?> HeightOf(Hash256 hash, CancellationToken stopping);

    /// <summary>Judges all blocks anew; the head is the one of <see cref="GetFacts"/>, asked before.</summary>
    public abstract Task<ChainVerification> Verify(ChainFacts facts, CancellationToken stopping);

    public abstract ValueTask DisposeAsync();
}
