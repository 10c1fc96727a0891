using System.Diagnostics;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>
/// Who searches what. Every position below <see cref="End"/> is, at any time, exactly one of: done, due again,
/// in the rest of one open lease, or fresh (at or above the frontier, never leased).
/// </summary>
/// <remarks>It has no clock: times are spans on any clock of the caller's that never goes back.</remarks>
internal sealed class LeaseBook
{
    private readonly LeaseBookBounds _bounds;
    private readonly RangeSet _done;
    private readonly RangeSet _due = new();
    private readonly Dictionary<long, OpenLease> _open = [];
    private readonly Dictionary<string, int> _openOfNode = [];
    private readonly RetiredLeases _retired;
    private readonly Dictionary<string, RangeSet> _credit = [];
    private UInt128 _frontier;
    private TimeSpan _earliest = TimeSpan.MaxValue;
    private bool _closed;

    /// <summary>Begins, or takes up again what was done of, a space.</summary>
    /// <param name="size">Positions in all.</param>
    /// <param name="bounds">What it may grow to.</param>
    /// <param name="done">What <see cref="Snapshot"/> gave; none for a new search.</param>
    /// <param name="firstLease">The first lease's number: higher than any given out before for this work.</param>
    public LeaseBook(UInt128 size, LeaseBookBounds bounds, IEnumerable<PositionRange>? done = null, long firstLease = 1)
    {
        Size = End = size;
        NextLease = firstLease;
        _bounds = bounds;
        _retired = new RetiredLeases(bounds.Retired);
        _done = new RangeSet(done ?? []);
        if (_done.IsEmpty)
            return;
        _frontier = _done[^1].End;
        foreach (var hole in _done.Missing(RangeSet.Between(0, _frontier)))
            _due.Add(hole);
    }

    public UInt128 Size { get; }

    /// <summary>Positions from here on are not needed.</summary>
    public UInt128 End { get; private set; }

    public long NextLease { get; private set; }

    public int Leases => _open.Count;

    /// <summary>Positions that are done, unneeded ones included.</summary>
    public UInt128 Done => _done.Total;

    /// <summary>Positions that wait for a lease.</summary>
    public UInt128 Pending => _due.Total + Fresh;

    /// <summary>Positions that open leases still have to search.</summary>
    public UInt128 Leased => _open.Values.Aggregate(UInt128.Zero, (sum, lease) => sum + lease.Rest.Total);

    /// <summary>Whether all that is needed is done.</summary>
    public bool IsComplete => End == 0 || _done.Contains(RangeSet.Between(0, End));

    private UInt128 Fresh => End > _frontier ? End - _frontier : 0;

    /// <summary>Leases the lowest range that is due again, else a fresh one; null when nothing is left or the node holds too many.</summary>
    public OpenLease? Grant(string node, UInt128 length, TimeSpan deadline)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(length, UInt128.Zero);
        var held = _openOfNode.GetValueOrDefault(node);
        if (_closed || Pending == 0 || held >= _bounds.LeasesPerNode || _open.Count >= _bounds.Leases)
            return null;
        var lease = new OpenLease(NextLease++, node, TakePending(length), deadline);
        _open.Add(lease.Id, lease);
        _openOfNode[node] = held + 1;
        if (deadline < _earliest)
            _earliest = deadline;
        CheckBooks();
        return lease;
    }

    /// <summary>Takes what a node searched of a lease; renews the lease, or ends it and lets its rest go out again.</summary>
    /// <param name="node">The node that holds, or held, it.</param>
    /// <param name="leaseId">The lease's number.</param>
    /// <param name="searched">Ranges in any order; what lies outside the lease does not count.</param>
    /// <param name="isFinal">Whether the node is done with the lease.</param>
    /// <param name="deadline">The lease's new deadline when it goes on.</param>
    public LeaseStanding Report(string node, long leaseId, IEnumerable<PositionRange> searched, bool isFinal, TimeSpan deadline)
    {
        if (_open.TryGetValue(leaseId, out var lease) && lease.Node == node)
        {
            foreach (var part in searched)
                Cover(node, Clip(part, lease.Range), lease);
            if (isFinal || lease.Rest.IsEmpty)
                Retire(lease);
            else
                lease.Deadline = deadline;
            CheckBooks();
            return LeaseStanding.Open;
        }

        if (_closed || !_retired.TryFind(leaseId, node, out var range))
            return LeaseStanding.Unknown;
        foreach (var part in searched)
            Cover(node, Clip(part, range), lease: null);
        CheckBooks();
        return LeaseStanding.Late;
    }

    /// <summary>Ends leases that are past their deadline; returns how many.</summary>
    public int Expire(TimeSpan now)
    {
        if (now < _earliest)
            return 0;
        var expired = RetireWhere(lease => lease.Deadline <= now);
        _earliest = _open.Count == 0 ? TimeSpan.MaxValue : _open.Values.Min(lease => lease.Deadline);
        return expired;
    }

    /// <summary>Ends all leases of a node that is gone; returns how many.</summary>
    public int NodeGone(string node)
    {
        _credit.Remove(node);
        return _openOfNode.ContainsKey(node) ? RetireWhere(lease => lease.Node == node) : 0;
    }

    /// <summary>
    /// Takes back all that a node, which turned out to lie, contributed: its leases, and what it said to have
    /// searched. That memory is bounded by coarsening, so somebody else's work may be due again too: safe, never less.
    /// </summary>
    public void Distrust(string node)
    {
        RetireWhere(lease => lease.Node == node);
        _retired.Forget(node);
        if (!_credit.Remove(node, out var credit))
            return;
        foreach (var part in credit.SelectMany(_done.Within).ToList())
        {
            _done.Remove(part);
            AddDue(part);
        }

        CheckBooks();
    }

    /// <summary>Positions from <paramref name="end"/> on are no longer needed. A higher limit than the last changes nothing.</summary>
    public void LimitTo(UInt128 end)
    {
        if (end >= End)
            return;
        End = end;
        _due.Truncate(end);
        foreach (var lease in _open.Values)
            lease.Rest.Truncate(end);
        RetireWhere(lease => lease.Rest.IsEmpty);
    }

    /// <summary>Ends all leases and gives out no more; what is done stays.</summary>
    public void Close()
    {
        _closed = true;
        RetireWhere(_ => true);
    }

    /// <summary>What is done, ascending: enough to go on from after a restart.</summary>
    public IReadOnlyList<PositionRange> Snapshot() => [.. _done];

    private PositionRange TakePending(UInt128 length)
    {
        if (!_due.IsEmpty)
            return _due.TakeFirst(length);
        var range = new PositionRange(_frontier, UInt128.Min(length, Fresh));
        _frontier = range.End;
        return range;
    }

    private void Cover(string node, PositionRange part, OpenLease? lease)
    {
        if (part.Count == 0 || !MayCover(part, lease))
            return;
        List<PositionRange> gained = [part];
        if (lease is null || lease.Rest.Remove(part) < part.Count)
        {
            // Some of it was done, is due, or is leased again because this lease had been given up for lost.
            gained = _done.Missing(part);
            _due.Remove(part);
            foreach (var other in _open.Values)
                other.Rest.Remove(part);
        }

        _done.Add(part);
        Credit(node, gained);
    }

    private void Credit(string node, List<PositionRange> gained)
    {
        if (!_credit.TryGetValue(node, out var credit))
        {
            if (_credit.Count >= _bounds.Nodes)
                _credit.Remove(_credit.Keys.First());
            _credit.Add(node, credit = new RangeSet());
        }

        foreach (var part in gained)
            credit.Add(part);
        credit.Coarsen(_bounds.FragmentsPerNode);
    }

    /// <summary>
    /// Refuses what would split the book into too many pieces: such a position is searched once more. What joins on to
    /// all that is done below it is never refused, so that the search ends.
    /// </summary>
    private bool MayCover(PositionRange part, OpenLease? lease) =>
        (_done.Count < _bounds.Fragments || part.First == 0 || _done.Touches(part))
        && (lease is null || lease.Rest.Count < _bounds.FragmentsPerLease || lease.Rest.Any(rest => rest.First == part.First));

    private PositionRange Clip(PositionRange part, PositionRange lease)
    {
        var end = UInt128.Min(lease.End, End);
        if (part.First >= end)
            return default;
        if (part.Count < end - part.First)
            end = part.First + part.Count;
        var first = UInt128.Max(part.First, lease.First);
        return first < end ? RangeSet.Between(first, end) : default;
    }

    private int RetireWhere(Predicate<OpenLease> condition)
    {
        var leases = _open.Values.Where(lease => condition(lease)).ToList();
        foreach (var lease in leases)
            Retire(lease);
        CheckBooks();
        return leases.Count;
    }

    private void Retire(OpenLease lease)
    {
        _open.Remove(lease.Id);
        if (--_openOfNode[lease.Node] == 0)
            _openOfNode.Remove(lease.Node);
        _retired.Add(lease.Id, lease.Node, lease.Range);
        foreach (var rest in lease.Rest)
            AddDue(rest);
    }

    private void AddDue(PositionRange range)
    {
        if (range.First < End)
            _due.Add(RangeSet.Between(range.First, UInt128.Min(range.End, End)));
    }

    [Conditional("DEBUG")]
    private void CheckBooks() => Debug.Assert(
        End == 0 || Pending + Leased + Sum(_done.Within(RangeSet.Between(0, End))) == End,
        "Every needed position is exactly one of done, due, leased, fresh.");

    private static UInt128 Sum(IEnumerable<PositionRange> ranges) =>
        ranges.Aggregate(UInt128.Zero, (sum, range) => sum + range.Count);
}
