using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Client;

/// <summary>
/// One chain of the grid. Every call but <see cref="IMiningGrid.CreateChain"/> throws
/// <see cref="ChainNotFoundException"/> for a chain that was never created.
/// </summary>
public interface IGridChain
{
    /// <summary>The chain's name.</summary>
    string Name { get; }

    /// <summary>The search for the chain's next block.</summary>
    IGridJob Job { get; }

    /// <summary>The head and what the chain is doing.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The status at the time of the call.</returns>
    Task<ChainStatus> GetStatus(CancellationToken cancellationToken = default);

    /// <summary>The parameters that the chain was made with.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The parameters; they never change.</returns>
    Task<ChainParameters> GetParameters(CancellationToken cancellationToken = default);

    /// <summary>The block at a height.</summary>
    /// <param name="height">0 for genesis.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The block; null above the head or below 0.</returns>
    Task<Block?> GetBlock(long height, CancellationToken cancellationToken = default);

    /// <summary>The block of a hash.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The block with its height; null when the chain has none such.</returns>
    Task<StoredBlock?> FindBlock(Hash256 hash, CancellationToken cancellationToken = default);

    /// <summary>Stored blocks from a height up to the head, in order, fetched page by page.</summary>
    /// <param name="from">The first height.</param>
    /// <param name="cancellationToken">Ends the stream with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The blocks; the stream ends at the head.</returns>
    IAsyncEnumerable<StoredBlock> GetBlocks(long from = 0, CancellationToken cancellationToken = default);

    /// <summary>
    /// Every block from a height on, each once and in order, stored ones first and then new ones as they come. News
    /// that got lost on the way is made up for from the store.
    /// </summary>
    /// <param name="from">The first height; may be above the head.</param>
    /// <param name="cancellationToken">Ends the stream with <see cref="OperationCanceledException"/>; without that it has no end.</param>
    /// <returns>The blocks. Of one that came from the store <see cref="BlockAccepted.Hashes"/> and <see cref="BlockAccepted.Elapsed"/> are zero.</returns>
    IAsyncEnumerable<BlockAccepted> WatchBlocks(long from, CancellationToken cancellationToken = default);

    /// <summary>The status now and whenever it changed: a new head, mining started or stopped, trouble come or gone.</summary>
    /// <param name="cancellationToken">Ends the stream with <see cref="OperationCanceledException"/>; without that it has no end.</param>
    /// <returns>Statuses that differ from the one before; a slow reader gets the latest, not each.</returns>
    IAsyncEnumerable<ChainStatus> WatchStatus(CancellationToken cancellationToken = default);

    /// <summary>A template of the next block, for a miner outside the grid.</summary>
    /// <param name="rewardAddress">Where the subsidy goes, bech32m.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The template; a solved one goes to <see cref="Submit"/> as a block.</returns>
    Task<TemplateMessage> GetTemplate(string rewardAddress, CancellationToken cancellationToken = default);

    /// <summary>Hands in a block. It is validated in full.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Accepted, or rejected with BIP 22's word.</returns>
    Task<SubmitResult> Submit(Block block, CancellationToken cancellationToken = default);

    /// <summary>Mines from now on with every node, across restarts, until <see cref="StopMining"/>.</summary>
    /// <param name="request">Where the rewards go and when to stop.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The status after the call.</returns>
    Task<ChainStatus> StartMining(MiningRequest request, CancellationToken cancellationToken = default);

    /// <summary>Stops mining.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The status, when no solution of the old work can be taken any more.</returns>
    Task<ChainStatus> StopMining(CancellationToken cancellationToken = default);
}
