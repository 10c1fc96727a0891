using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>A lease that is out.</summary>
internal sealed class OpenLease(long id, string node, PositionRange range, TimeSpan deadline)
{
    public long Id { get; } = id;

    public string Node { get; } = node;

    public PositionRange Range { get; } = range;

    /// <summary>When it ends unless renewed, on the caller's clock.</summary>
    public TimeSpan Deadline { get; set; } = deadline;

    /// <summary>What of it is still to be searched.</summary>
    public RangeSet Rest { get; } = new([range]);
}
