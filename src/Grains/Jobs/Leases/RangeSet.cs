using System.Collections;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>A set of positions as ascending ranges that neither overlap nor touch.</summary>
internal sealed class RangeSet : IReadOnlyList<PositionRange>
{
    private readonly List<PositionRange> _ranges = [];

    public RangeSet()
    {
    }

    public RangeSet(IEnumerable<PositionRange> ranges)
    {
        foreach (var range in ranges)
            Add(range);
    }

    public int Count => _ranges.Count;

    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>How many positions are in the set.</summary>
    public UInt128 Total { get; private set; }

    public PositionRange this[int index] => _ranges[index];

    /// <summary>Adds positions; returns how many of them are new.</summary>
    public UInt128 Add(PositionRange range)
    {
        if (range.Count == 0)
            return 0;
        var (from, to) = Touching(range.First, range.End);
        UInt128 start = range.First, end = range.End, had = 0;
        for (var i = from; i < to; i++)
            had += _ranges[i].Count;
        if (from < to)
        {
            start = UInt128.Min(start, _ranges[from].First);
            end = UInt128.Max(end, _ranges[to - 1].End);
        }

        Replace(from, to, Between(start, end), default);
        var added = end - start - had;
        Total += added;
        return added;
    }

    /// <summary>Takes positions out; returns how many of them were there.</summary>
    public UInt128 Remove(PositionRange range)
    {
        var (from, to) = Overlapping(range);
        if (from == to)
            return 0;
        UInt128 had = 0;
        for (var i = from; i < to; i++)
            had += _ranges[i].Count;
        var left = _ranges[from].First < range.First ? Between(_ranges[from].First, range.First) : default;
        var right = _ranges[to - 1].End > range.End ? Between(range.End, _ranges[to - 1].End) : default;
        Replace(from, to, left, right);
        var removed = had - left.Count - right.Count;
        Total -= removed;
        return removed;
    }

    /// <summary>Takes out everything from a position on.</summary>
    public void Truncate(UInt128 end)
    {
        if (!IsEmpty && _ranges[^1].End > end)
            Remove(Between(end, _ranges[^1].End));
    }

    /// <summary>Takes the lowest positions out: one range, at most so long. The set must not be empty.</summary>
    public PositionRange TakeFirst(UInt128 maxCount)
    {
        var first = _ranges[0];
        var taken = first with { Count = UInt128.Min(first.Count, maxCount) };
        Remove(taken);
        return taken;
    }

    /// <summary>Whether every position of the range is in the set.</summary>
    public bool Contains(PositionRange range)
    {
        var (from, to) = Overlapping(range);
        return to - from == 1 && _ranges[from].First <= range.First && range.End <= _ranges[from].End;
    }

    /// <summary>Whether adding the range would make no further piece: it overlaps or touches one that is there.</summary>
    public bool Touches(PositionRange range)
    {
        var (from, to) = Touching(range.First, range.End);
        return from < to;
    }

    /// <summary>The parts of a range that are in the set.</summary>
    public List<PositionRange> Within(PositionRange range)
    {
        var (from, to) = Overlapping(range);
        var parts = new List<PositionRange>(to - from);
        for (var i = from; i < to; i++)
        {
            parts.Add(Between(
                UInt128.Max(range.First, _ranges[i].First),
                UInt128.Min(range.End, _ranges[i].End)));
        }

        return parts;
    }

    /// <summary>The parts of a range that are not in the set.</summary>
    public List<PositionRange> Missing(PositionRange range)
    {
        var parts = new List<PositionRange>();
        var next = range.First;
        foreach (var part in Within(range))
        {
            if (part.First > next)
                parts.Add(Between(next, part.First));
            next = part.End;
        }

        if (next < range.End)
            parts.Add(Between(next, range.End));
        return parts;
    }

    /// <summary>Fills the narrowest gaps until there are at most so many ranges.</summary>
    public void Coarsen(int maxRanges)
    {
        while (_ranges.Count > maxRanges)
        {
            var narrowest = 1;
            for (var i = 2; i < _ranges.Count; i++)
            {
                if (Gap(i) < Gap(narrowest))
                    narrowest = i;
            }

            Add(Between(_ranges[narrowest - 1].End, _ranges[narrowest].First));
        }

        UInt128 Gap(int i) => _ranges[i].First - _ranges[i - 1].End;
    }

    public IEnumerator<PositionRange> GetEnumerator() => _ranges.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static PositionRange Between(UInt128 first, UInt128 end) => new(first, end - first);

    private (int From, int To) Overlapping(PositionRange range)
    {
        if (range.Count == 0)
            return (0, 0);
        var from = FirstEndingAfter(range.First);
        var to = from;
        while (to < _ranges.Count && _ranges[to].First < range.End)
            to++;
        return (from, to);
    }

    private (int From, int To) Touching(UInt128 first, UInt128 end)
    {
        var from = first == 0 ? 0 : FirstEndingAfter(first - 1);
        var to = from;
        while (to < _ranges.Count && _ranges[to].First <= end)
            to++;
        return (from, to);
    }

    private int FirstEndingAfter(UInt128 position)
    {
        int low = 0, high = _ranges.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].End > position)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private void Replace(int from, int to, PositionRange left, PositionRange right)
    {
        var at = from;
        foreach (var part in (ReadOnlySpan<PositionRange>)[left, right])
        {
            if (part.Count == 0)
                continue;
            if (at < to)
                _ranges[at] = part;
            else
                _ranges.Insert(at, part);
            at++;
        }

        if (at < to)
            _ranges.RemoveRange(at, to - at);
    }
}
