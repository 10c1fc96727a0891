using System.Collections.Immutable;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Jobs;

namespace MiningGrid.Grains.Mining;

/// <summary>A lease in this node's hands: what no worker has yet, what was searched and found and is not yet reported.</summary>
internal sealed class HeldLease(Lease lease)
{
    private readonly RangeSet _todo = new([lease.Range]);
    private RangeSet _searched = new();
    private List<UInt128> _solutions = [];

    public long Id { get; } = lease.Id;

    public long Epoch { get; } = lease.Epoch;

    public TimeSpan TimeToLive { get; } = lease.TimeToLive;

    /// <summary>Slices of it that workers have.</summary>
    public int Running { get; set; }

    /// <summary>A report is under way.</summary>
    public bool IsReporting { get; set; }

    /// <summary>Something happened during the report under way that must be told at once.</summary>
    public bool ReportAgain { get; set; }

    public UInt128 Todo => _todo.Total;

    public bool IsDone => _todo.IsEmpty && Running == 0;

    public int UnreportedSolutions => _solutions.Count;

    /// <summary>Takes the lowest positions for a slice; there must be some.</summary>
    public PositionRange TakeSlice(UInt128 length) => _todo.TakeFirst(length);

    /// <summary>Takes back what a worker searched of a slice, and what it did not.</summary>
    public void PutBack(PositionRange slice, UInt128 scanned, ImmutableArray<UInt128> solutions)
    {
        Running--;
        _searched.Add(slice with { Count = scanned });
        _solutions.AddRange(solutions);
        if (scanned < slice.Count)
            _todo.Add(RangeSet.Between(slice.First + scanned, slice.End));
    }

    /// <summary>Positions from <paramref name="end"/> on need not be searched.</summary>
    public void LimitTo(UInt128 end) => _todo.Truncate(end);

    /// <summary>What is to be reported now.</summary>
    public (RangeSet Searched, List<UInt128> Solutions) TakeNews()
    {
        var news = (_searched, _solutions);
        _searched = new RangeSet();
        _solutions = [];
        return news;
    }
}
