using System.Collections.Immutable;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.GrainInterfaces.Chain;

/// <summary>A chain's head and what it is doing.</summary>
/// <param name="Name">The chain's name.</param>
/// <param name="Height">The head's height; genesis is 0.</param>
/// <param name="Tip">The head's hash.</param>
/// <param name="HeadTime">The head's timestamp, Unix seconds.</param>
/// <param name="ChainWork">Expected hashes of all blocks together.</param>
/// <param name="NextBits">The compact target that the next block must carry.</param>
/// <param name="Mining">Whether the chain is being mined.</param>
/// <param name="RewardAddress">Where mined subsidies go; null when never set.</param>
/// <param name="Trouble">Why mining can't go on for now; null when it can.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.ChainStatus")]
public sealed record ChainStatus(
    [property: Id(0)] string Name,
    [property: Id(1)] long Height,
    [property: Id(2)] Hash256 Tip,
    [property: Id(3)] uint HeadTime,
    [property: Id(4)] UInt256 ChainWork,
    [property: Id(5)] CompactTarget NextBits,
    [property: Id(6)] bool Mining,
    [property: Id(7)] string? RewardAddress,
    [property: Id(8)] string? Trouble);

/// <summary>A stored block: one record, written once.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Block">The block in wire format.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.BlockRecord")]
public sealed record BlockRecord(
    [property: Id(0)] long Height,
    [property: Id(1)] byte[] Block);

/// <summary>News of a block at the head.</summary>
/// <param name="Chain">The chain's name.</param>
/// <param name="Height">Its height.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Header">Its 80 bytes.</param>
/// <param name="TransactionIds">Ids in the block's order, the coinbase first.</param>
/// <param name="Hashes">Hashes tried for it, as far as reported; 0 for a block from outside.</param>
/// <param name="Elapsed">Time since its work was first given out; zero for a block from outside.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.BlockAccepted")]
public sealed record BlockAccepted(
    [property: Id(0)] string Chain,
    [property: Id(1)] long Height,
    [property: Id(2)] Hash256 Hash,
    [property: Id(3)] byte[] Header,
    [property: Id(4)] ImmutableArray<Hash256> TransactionIds,
    [property: Id(5)] double Hashes,
    [property: Id(6)] TimeSpan Elapsed);

/// <summary>How to mine a chain.</summary>
/// <param name="RewardAddress">Where the subsidy and fees go, bech32m.</param>
/// <param name="Message">A short message for the coinbase; may be empty.</param>
/// <param name="StopAtHeight">Stop by itself when this height is reached; null for never.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.MiningRequest")]
public sealed record MiningRequest(
    [property: Id(0)] string RewardAddress,
    [property: Id(1)] string Message = "",
    [property: Id(2)] long? StopAtHeight = null);

/// <summary>The next block, ready to be searched.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Work">The puzzle whose solution makes the block.</param>
/// <param name="Transactions">The transactions after the coinbase, in wire format.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.TemplateMessage")]
public sealed record TemplateMessage(
    [property: Id(0)] long Height,
    [property: Id(1)] HeaderPuzzleSpec Work,
    [property: Id(2)] ImmutableArray<byte[]> Transactions);

/// <summary>What became of a submitted block.</summary>
/// <param name="Reject">Null when it is the new head; else BIP 22's word.</param>
/// <param name="Detail">What exactly was wrong; null when nothing was.</param>
/// <param name="Height">The block's height, when known.</param>
/// <param name="Hash">The block's hash, when it could be read.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.SubmitResult")]
public sealed record SubmitResult(
    [property: Id(0)] string? Reject,
    [property: Id(1)] string? Detail,
    [property: Id(2)] long? Height,
    [property: Id(3)] Hash256? Hash)
{
    /// <summary>Whether the block is stored as the new head.</summary>
    public bool IsAccepted => Reject is null;
}

/// <summary>A claimed solution of a chain's work.</summary>
/// <param name="Epoch">The epoch of the work that it solves.</param>
/// <param name="Position">The position in that work's puzzle.</param>
/// <param name="Hashes">Hashes tried in this epoch, as far as reported.</param>
/// <param name="Puzzle">That puzzle: a chain that was activated anew no longer knows the work that it gave out.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.ChainSolution")]
public sealed record ChainSolution(
    [property: Id(0)] long Epoch,
    [property: Id(1)] UInt128 Position,
    [property: Id(2)] double Hashes,
    [property: Id(3)] HeaderPuzzleSpec? Puzzle = null);

/// <summary>The chain's answer to a claimed solution.</summary>
/// <param name="Result">What became of the block.</param>
/// <param name="Next">What to work on from now; null when mining stopped.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.SolutionVerdict")]
public sealed record SolutionVerdict(
    [property: Id(0)] SubmitResult Result,
    [property: Id(1)] ChainWork? Next);
