using System.Collections.Immutable;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.GrainInterfaces.Mining;

/// <summary>
/// Searches slices on the worker threads of the silo that calls it. A stateless worker: any key reaches the
/// caller's own silo.
/// </summary>
[Alias("MiningGrid.IMinerGrain")]
public interface IMinerGrain : IGrainWithIntegerKey
{
    /// <summary>Searches a slice on one worker thread.</summary>
    /// <param name="slice">What to search.</param>
    /// <param name="cancellationToken">Stops within milliseconds; the answer then tells how far it came.</param>
    [Alias("Mine")]
    Task<SliceResult> Mine(Slice slice, CancellationToken cancellationToken);
}

/// <summary>A part of a lease, for one worker.</summary>
/// <param name="Puzzle">What to search.</param>
/// <param name="First">The first position.</param>
/// <param name="Count">How many.</param>
/// <param name="MaxSolutions">Stop after so many: 1 where one is enough; at most 65 536.</param>
/// <param name="FirstEndsAll">
/// Whether a solution ends the search, so that the silo's other workers drop what they have of the same puzzle at once,
/// before anybody is told.
/// </param>
/// <param name="Time">
/// How long it is to take: a worker that is much slower than the one it was cut for searches what it can in that time, and leaves
/// the rest. Zero for as long as it takes.
/// </param>
[GenerateSerializer, Immutable, Alias("MiningGrid.Slice")]
public sealed record Slice(
    [property: Id(0)] PuzzleSpec Puzzle,
    [property: Id(1)] UInt128 First,
    [property: Id(2)] ulong Count,
    [property: Id(3)] int MaxSolutions,
    [property: Id(4)] bool FirstEndsAll = false,
    [property: Id(5)] TimeSpan Time = default);

/// <summary>What a worker searched of a slice.</summary>
/// <param name="Scanned">Positions from the slice's first on, without a gap.</param>
/// <param name="Solutions">All solutions among them, ascending.</param>
/// <param name="Elapsed">Time on the worker thread.</param>
/// <param name="Worker">Which of the silo's workers, from 0 on.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.SliceResult")]
public sealed record SliceResult(
    [property: Id(0)] ulong Scanned,
    [property: Id(1)] ImmutableArray<UInt128> Solutions,
    [property: Id(2)] TimeSpan Elapsed,
    [property: Id(3)] int Worker = 0);
