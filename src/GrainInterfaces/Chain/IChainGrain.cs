using System.Collections.Immutable;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using Orleans.Concurrency;

namespace MiningGrid.GrainInterfaces.Chain;

/// <summary>
/// Owns one chain: its head, its difficulty, its blocks. The one writer and the judge of every block.
/// The grain's key is the chain's name. Calls that only read interleave with a block being stored, and see the head before it.
/// </summary>
[Alias("MiningGrid.IChainGrain")]
public interface IChainGrain : IGrainWithStringKey
{
    /// <summary>Makes the chain, or finds it made with the same parameters.</summary>
    /// <exception cref="Errors.ChainExistsException">It exists with other parameters.</exception>
    [Alias("Create")]
    Task<ChainStatus> Create(ChainParameters parameters);

    /// <summary>The head and what the chain is doing.</summary>
    /// <exception cref="Errors.ChainNotFoundException">It was never created.</exception>
    [AlwaysInterleave, Alias("GetStatus")]
    Task<ChainStatus> GetStatus();

    /// <summary>The parameters that the chain was made with.</summary>
    /// <exception cref="Errors.ChainNotFoundException">It was never created.</exception>
    [AlwaysInterleave, Alias("GetParameters")]
    Task<ChainParameters> GetParameters();

    /// <summary>A template of the next block, for a miner outside the grid.</summary>
    /// <param name="rewardAddress">Where the subsidy goes, bech32m.</param>
    [Alias("GetTemplate")]
    Task<TemplateMessage> GetTemplate(string rewardAddress);

    /// <summary>Validates a block in full and, when it holds and extends the head, stores it.</summary>
    /// <param name="block">The block in wire format.</param>
    [Alias("SubmitBlock")]
    Task<SubmitResult> SubmitBlock(byte[] block);

    /// <summary>A solved position of the work that <see cref="Jobs.IJobGrain"/> was given; called by that job. The same again is accepted again.</summary>
    [ResponseTimeout("00:00:08"), Alias("SubmitSolution")]
    Task<SolutionVerdict> SubmitSolution(ChainSolution solution);

    /// <summary>The block at a height; null above the head or below 0.</summary>
    [AlwaysInterleave, Alias("GetBlockAt")]
    Task<BlockRecord?> GetBlockAt(long height);

    /// <summary>The block of a hash; null when the chain has none such.</summary>
    [AlwaysInterleave, Alias("FindBlock")]
    Task<BlockRecord?> FindBlock(Hash256 hash);

    /// <summary>Blocks from a height up, in order: at most <paramref name="count"/> and at most 500 or 4 MiB a call.</summary>
    [AlwaysInterleave, Alias("GetBlocks")]
    Task<ImmutableArray<BlockRecord>> GetBlocks(long from, int count);

    /// <summary>Mines from now on, across restarts, until <see cref="StopMining"/>.</summary>
    [Alias("StartMining")]
    Task<ChainStatus> StartMining(MiningRequest request);

    /// <summary>
    /// Stops mining; the answer comes when no solution of the old work can be taken any more. When that can't be stored
    /// it throws; mining stops all the same, and the stop is stored as soon as the storage is back, unless the chain's
    /// silo ends before.
    /// </summary>
    [Alias("StopMining")]
    Task<ChainStatus> StopMining();

    /// <summary>Takes up again what was going on before a restart; called by the dispatcher.</summary>
    [ResponseTimeout("00:00:10"), Alias("Resume")]
    Task Resume();

    /// <summary>Adds or renews an observer; one that is not renewed within five minutes is forgotten.</summary>
    [Alias("Subscribe")]
    Task Subscribe(IChainObserver observer);

    /// <summary>Removes an observer.</summary>
    [Alias("Unsubscribe")]
    Task Unsubscribe(IChainObserver observer);
}
