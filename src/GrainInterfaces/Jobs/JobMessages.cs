using System.Collections.Immutable;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.GrainInterfaces.Jobs;

/// <summary>What ends a search.</summary>
[GenerateSerializer, Alias("MiningGrid.SearchMode")]
public enum SearchMode
{
    /// <summary>The first solution that anybody finds.</summary>
    FirstSolution,

    /// <summary>The solution of the lowest position, with everything below it searched.</summary>
    LowestSolution,

    /// <summary>Every position searched, every solution listed.</summary>
    Exhaustive,
}

/// <summary>Where a job stands.</summary>
[GenerateSerializer, Alias("MiningGrid.JobState")]
public enum JobState
{
    /// <summary>It has positions to search.</summary>
    Running,

    /// <summary>It found what its mode asks for.</summary>
    Solved,

    /// <summary>All was searched: the end of an exhaustive search, or one that found nothing.</summary>
    Exhausted,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,

    /// <summary>It can't go on; <see cref="JobStatus.Trouble"/> tells why.</summary>
    Failed,
}

/// <summary>A search to be started.</summary>
/// <param name="Puzzle">What to search.</param>
/// <param name="Mode">What ends it.</param>
/// <param name="MaxSolutions">An exhaustive search with more fails, saying so; 1 to 1 000 000.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.JobRequest")]
public sealed record JobRequest(
    [property: Id(0)] PuzzleSpec Puzzle,
    [property: Id(1)] SearchMode Mode,
    [property: Id(2)] int MaxSolutions = 1_000_000);

/// <summary>A chain's current work.</summary>
/// <param name="Chain">The chain's name.</param>
/// <param name="Epoch">Grows with every new work of this chain, across restarts too.</param>
/// <param name="Height">The height of the block that is searched.</param>
/// <param name="Puzzle">What to search.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.ChainWork")]
public sealed record ChainWork(
    [property: Id(0)] string Chain,
    [property: Id(1)] long Epoch,
    [property: Id(2)] long Height,
    [property: Id(3)] HeaderPuzzleSpec Puzzle);

/// <summary>A verified solution.</summary>
/// <param name="Position">Its position in the puzzle.</param>
/// <param name="Nonce">Its nonce: the decimal number of a text puzzle, the header's 32 bits of a header puzzle.</param>
/// <param name="Hash">Its hash; a text puzzle's text form is <see cref="HashText"/>.</param>
/// <param name="HashText">The hash as people of that puzzle write it, 64 hex digits.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.Solution")]
public sealed record Solution(
    [property: Id(0)] UInt128 Position,
    [property: Id(1)] ulong Nonce,
    [property: Id(2)] Hash256 Hash,
    [property: Id(3)] string HashText);

/// <summary>Some of a job's solutions.</summary>
/// <param name="Solutions">In ascending order of position.</param>
/// <param name="Total">How many the job has in all.</param>
/// <param name="SearchedBelow">Every position below this one is searched: solutions there are complete.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.SolutionPage")]
public sealed record SolutionPage(
    [property: Id(0)] ImmutableArray<Solution> Solutions,
    [property: Id(1)] int Total,
    [property: Id(2)] UInt128 SearchedBelow = default);

/// <summary>How far a job is.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="Epoch">The epoch of its work; 0 for a puzzle job.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Mode">What ends it.</param>
/// <param name="Size">Positions in all.</param>
/// <param name="Searched">Positions that are searched.</param>
/// <param name="Hashes">Hashes tried, repeated ones included.</param>
/// <param name="HashRate">Measured over the last seconds, H/s.</param>
/// <param name="ExpectedHashes">Hashes that a solution takes on average.</param>
/// <param name="Leases">Leases that are out.</param>
/// <param name="Solutions">Solutions found.</param>
/// <param name="Best">The solution of the lowest position; null while there is none.</param>
/// <param name="Created">When it was started.</param>
/// <param name="Ended">When it ended; null while it runs.</param>
/// <param name="Trouble">Why it failed; null when it didn't.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.JobStatus")]
public sealed record JobStatus(
    [property: Id(0)] string Id,
    [property: Id(1)] long Epoch,
    [property: Id(2)] JobState State,
    [property: Id(3)] SearchMode Mode,
    [property: Id(4)] UInt128 Size,
    [property: Id(5)] UInt128 Searched,
    [property: Id(6)] double Hashes,
    [property: Id(7)] double HashRate,
    [property: Id(8)] double ExpectedHashes,
    [property: Id(9)] int Leases,
    [property: Id(10)] int Solutions,
    [property: Id(11)] Solution? Best,
    [property: Id(12)] DateTimeOffset Created,
    [property: Id(13)] DateTimeOffset? Ended,
    [property: Id(14)] string? Trouble);
