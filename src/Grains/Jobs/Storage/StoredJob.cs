using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>A submitted search as it is stored. Plain fields only: what is stored must not depend on a serializer.</summary>
[GenerateSerializer, Alias("MiningGrid.StoredJob")]
internal sealed class StoredJob
{
    /// <summary>What is searched.</summary>
    [Id(0)]
    public StoredPuzzle Puzzle { get; set; } = new();

    [Id(1)]
    public SearchMode Mode { get; set; }

    [Id(2)]
    public int MaxSolutions { get; set; }

    [Id(3)]
    public JobState State { get; set; }

    [Id(4)]
    public string? Trouble { get; set; }

    /// <summary>Unix time, ms.</summary>
    [Id(5)]
    public long Created { get; set; }

    /// <summary>Unix time, ms; null while it runs.</summary>
    [Id(6)]
    public long? Ended { get; set; }

    /// <summary>Ranges that are done: <see cref="PositionBytes"/>.</summary>
    [Id(7)]
    public byte[] Done { get; set; } = [];

    /// <summary>No lease up to this number was given out before this was stored.</summary>
    [Id(8)]
    public long NextLease { get; set; }

    [Id(9)]
    public double Hashes { get; set; }

    /// <summary>Full pages of solutions, which have records of their own.</summary>
    [Id(10)]
    public int SolutionPages { get; set; }

    /// <summary>Solutions that don't fill a page yet: <see cref="PositionBytes"/>.</summary>
    [Id(11)]
    public byte[] Solutions { get; set; } = [];
}
