using System.Collections.Immutable;

namespace MiningGrid.GrainInterfaces.Jobs;

/// <summary>Consecutive positions of a puzzle.</summary>
/// <param name="First">The first one.</param>
/// <param name="Count">How many; never 0.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.PositionRange")]
public readonly record struct PositionRange(
    [property: Id(0)] UInt128 First,
    [property: Id(1)] UInt128 Count)
{
    /// <summary>The position after the last one.</summary>
    public UInt128 End => First + Count;
}

/// <summary>A node asks for a range.</summary>
/// <param name="NodeId">The node's id.</param>
/// <param name="HashRate">What it measured of itself on this kind of puzzle, H/s; 0 when it has not yet.</param>
/// <param name="Workers">Its worker threads.</param>
/// <param name="KnownEpoch">The epoch whose puzzle it already has; null for none.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.LeaseRequest")]
public sealed record LeaseRequest(
    [property: Id(0)] string NodeId,
    [property: Id(1)] double HashRate,
    [property: Id(2)] int Workers,
    [property: Id(3)] long? KnownEpoch);

/// <summary>What came of asking for a range.</summary>
[GenerateSerializer, Alias("MiningGrid.LeaseOutcome")]
public enum LeaseOutcome
{
    /// <summary>Here is one.</summary>
    Granted,

    /// <summary>All that is left is leased; ask again after <see cref="LeaseReply.RetryAfter"/>.</summary>
    Wait,

    /// <summary>The job has ended, or does not exist.</summary>
    Ended,

    /// <summary>This node is shut out: it reported false solutions.</summary>
    Refused,
}

/// <summary>The answer to a <see cref="LeaseRequest"/>.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Lease">The lease, when granted.</param>
/// <param name="RetryAfter">When to ask again, when told to wait.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.LeaseReply")]
public sealed record LeaseReply(
    [property: Id(0)] LeaseOutcome Outcome,
    [property: Id(1)] Lease? Lease = null,
    [property: Id(2)] TimeSpan RetryAfter = default);

/// <summary>A range that a node is to search.</summary>
/// <param name="JobId">The job's id.</param>
/// <param name="Epoch">The epoch of the job's work.</param>
/// <param name="Id">The lease's number within the job.</param>
/// <param name="Range">The positions.</param>
/// <param name="Mode">What ends the job.</param>
/// <param name="Puzzle">What to search; null when the node said that it has this epoch's.</param>
/// <param name="TimeToLive">Without a report for so long the rest goes to another node.</param>
/// <param name="ReportEvery">How often to report what was searched.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.Lease")]
public sealed record Lease(
    [property: Id(0)] string JobId,
    [property: Id(1)] long Epoch,
    [property: Id(2)] long Id,
    [property: Id(3)] PositionRange Range,
    [property: Id(4)] SearchMode Mode,
    [property: Id(5)] PuzzleSpec? Puzzle,
    [property: Id(6)] TimeSpan TimeToLive,
    [property: Id(7)] TimeSpan ReportEvery);

/// <summary>What a node searched and found of a lease since its last report.</summary>
/// <param name="NodeId">The node's id.</param>
/// <param name="Epoch">The lease's epoch.</param>
/// <param name="LeaseId">The lease's number.</param>
/// <param name="Searched">Ranges searched to the last position; solutions in them are all in <paramref name="Solutions"/>.</param>
/// <param name="Solutions">Positions claimed to be solutions.</param>
/// <param name="IsFinal">Whether the node is done with the lease; what it did not search goes out again.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.LeaseReport")]
public sealed record LeaseReport(
    [property: Id(0)] string NodeId,
    [property: Id(1)] long Epoch,
    [property: Id(2)] long LeaseId,
    [property: Id(3)] ImmutableArray<PositionRange> Searched,
    [property: Id(4)] ImmutableArray<UInt128> Solutions,
    [property: Id(5)] bool IsFinal);

/// <summary>What a node is to do after a report.</summary>
[GenerateSerializer, Alias("MiningGrid.ReportOutcome")]
public enum ReportOutcome
{
    /// <summary>Go on with the lease.</summary>
    Continue,

    /// <summary>Drop the lease and ask for another: it expired, or the work changed.</summary>
    Stale,

    /// <summary>Drop the lease: the job has ended.</summary>
    Ended,

    /// <summary>A claimed solution was false.</summary>
    Refused,
}

/// <summary>The answer to a <see cref="LeaseReport"/>.</summary>
/// <param name="Outcome">What to do.</param>
/// <param name="Limit">Positions from here on need not be searched; null for no limit.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.ReportReply")]
public sealed record ReportReply(
    [property: Id(0)] ReportOutcome Outcome,
    [property: Id(1)] UInt128? Limit = null);
