using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Tests.Jobs;

/// <summary>What <c>LeaseBook</c> does, position by position, without a thought to speed.</summary>
internal sealed class NaiveBook(int size)
{
    private const long Fresh = 0;
    private const long Due = -1;
    private const long Done = -2;

    private readonly long[] _holder = new long[size];
    private readonly string?[] _by = new string?[size];
    private readonly Dictionary<long, (string Node, int First, int End, int Deadline)> _open = [];
    private readonly Dictionary<long, (string Node, int First, int End)> _ended = [];
    private long _next = 1;
    private bool _closed;

    public int End { get; private set; } = size;

    public int Leases => _open.Count;

    public int Pending => Enumerable.Range(0, End).Count(p => _holder[p] is Fresh or Due);

    public int Leased => Enumerable.Range(0, End).Count(p => _holder[p] > 0);

    public bool IsDone(int position) => _holder[position] == Done;

    public (long Id, int First, int Count)? Grant(string node, int length, int deadline, int leasesPerNode)
    {
        if (_closed || Pending == 0 || _open.Values.Count(l => l.Node == node) >= leasesPerNode)
            return null;
        var kind = Enumerable.Range(0, End).Any(p => _holder[p] == Due) ? Due : Fresh;
        var first = Enumerable.Range(0, End).First(p => _holder[p] == kind);
        var end = first;
        while (end < End && end - first < length && _holder[end] == kind)
            _holder[end++] = _next;
        _open.Add(_next, (node, first, end, deadline));
        return (_next++, first, end - first);
    }

    public bool Report(string node, long id, IEnumerable<(int First, int Count)> searched, bool isFinal, int deadline)
    {
        var isOpen = _open.TryGetValue(id, out var open) && open.Node == node;
        (string Node, int First, int End) ended = default;
        if (!isOpen && (_closed || !_ended.TryGetValue(id, out ended) || ended.Node != node))
            return false;
        var (from, to) = isOpen ? (open.First, open.End) : (ended.First, ended.End);
        foreach (var (first, count) in searched)
        {
            for (var p = Math.Max(first, from); p < Math.Min(first + count, Math.Min(to, End)); p++)
            {
                if (_holder[p] != Done)
                    _by[p] = node;
                _holder[p] = Done;
            }
        }

        if (isOpen && (isFinal || !_holder.AsSpan(0, End).Contains(id)))
            Retire(id);
        else if (isOpen)
            _open[id] = open with { Deadline = deadline };
        return true;
    }

    public void Expire(int now) => RetireWhere(lease => lease.Deadline <= now);

    public void NodeGone(string node)
    {
        RetireWhere(lease => lease.Node == node);
        for (var p = 0; p < _holder.Length; p++)
            _by[p] = _by[p] == node ? null : _by[p];
    }

    public void Distrust(string node)
    {
        RetireWhere(lease => lease.Node == node);
        foreach (var id in _ended.Where(l => l.Value.Node == node).Select(l => l.Key).ToList())
            _ended.Remove(id);
        for (var p = 0; p < _holder.Length; p++)
        {
            if (_by[p] != node)
                continue;
            _by[p] = null;
            _holder[p] = Due;
        }
    }

    public void LimitTo(int end)
    {
        if (end >= End)
            return;
        End = end;
        foreach (var id in _open.Keys.Where(id => !_holder.AsSpan(0, End).Contains(id)).ToList())
            Retire(id);
    }

    public void Close()
    {
        _closed = true;
        RetireWhere(_ => true);
    }

    public void Restart()
    {
        _closed = false;
        _open.Clear();
        _ended.Clear();
        Array.Clear(_by);
        var last = Array.FindLastIndex(_holder, h => h == Done);
        for (var p = 0; p < _holder.Length; p++)
            _holder[p] = _holder[p] == Done ? Done : p < last ? Due : Fresh;
    }

    private void RetireWhere(Predicate<(string Node, int First, int End, int Deadline)> condition)
    {
        foreach (var id in _open.Where(l => condition(l.Value)).Select(l => l.Key).ToList())
            Retire(id);
    }

    private void Retire(long id)
    {
        var (node, first, end, _) = _open[id];
        _open.Remove(id);
        _ended.Add(id, (node, first, end));
        for (var p = first; p < end; p++)
            _holder[p] = _holder[p] == id ? Due : _holder[p];
    }
}
