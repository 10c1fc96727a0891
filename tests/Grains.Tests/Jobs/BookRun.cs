using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Jobs;

namespace MiningGrid.Grains.Tests.Jobs;

/// <summary>Plays steps against a lease book and checks after each what must always hold.</summary>
internal sealed class BookRun(int size, LeaseBookBounds bounds, bool withModel)
{
    private const string Forgotten = "(somebody before a restart)";

    private readonly NaiveBook? _model = withModel ? new NaiveBook(size) : null;
    private readonly List<(long Id, string Node, int First, int Count)> _leases = [];
    private readonly HashSet<string>[] _searchedBy = [.. Enumerable.Range(0, size).Select(_ => new HashSet<string>())];
    private LeaseBook _book = new(checked((uint)size), bounds);
    private int _now;
    private int _lies;

    public void Play(BookStep step)
    {
        switch (step.Move)
        {
            case BookMove.Grant:
                Grant(step.NodeId, step.B);
                break;
            case BookMove.Report when _leases.Count > 0:
                var lease = Chosen(step);
                Report(lease.Node, lease.Id, Parts(lease, step), step.Flag && step.A % 3 == 0);
                break;
            case BookMove.ReportAll when _leases.Count > 0:
                var whole = Chosen(step);
                Report(whole.Node, whole.Id, [(whole.First, whole.Count)], step.Flag);
                break;
            case BookMove.ReportByAnother when _leases.Count > 0:
                var others = Chosen(step);
                Report(others.Node + "x", others.Id, [(others.First, others.Count)], step.Flag);
                break;
            case BookMove.Wait:
                _now += step.B;
                _book.Expire(TimeSpan.FromSeconds(_now));
                _model?.Expire(_now);
                break;
            case BookMove.NodeGone:
                _book.NodeGone(step.NodeId);
                _model?.NodeGone(step.NodeId);
                ForgetWho(step.NodeId);
                break;
            case BookMove.Distrust:
                _lies++;
                _book.Distrust(step.NodeId);
                _model?.Distrust(step.NodeId);
                foreach (var nodes in _searchedBy)
                    nodes.Remove(step.NodeId);
                break;
            case BookMove.Limit:
                _book.LimitTo((uint)(step.A * 3 + step.B));
                _model?.LimitTo(step.A * 3 + step.B);
                break;
            case BookMove.Close when step.Flag:
                _book.Close();
                _model?.Close();
                CheckBooks();
                Restart();
                break;
            case BookMove.Restart:
                Restart();
                break;
        }

        CheckBooks();
    }

    /// <summary>An honest node searches what is left: that ends, and then everything needed was searched.</summary>
    public void Finish()
    {
        for (var round = 0; !_book.IsComplete; round++)
        {
            Assert.True(round < size, "The search did not end.");
            for (var i = 0; i < size && Grant("honest", 1 + round % 50) is { } lease; i++)
                Report("honest", lease.Id, [(lease.First, lease.Count)], isFinal: true);
            _now += 100;
            _book.Expire(TimeSpan.FromSeconds(_now));
            _model?.Expire(_now);
        }

        CheckBooks();
        Assert.Null(_book.Grant("honest", 1, TimeSpan.MaxValue));
        for (var p = 0; p < (int)_book.End; p++)
            Assert.True(_searchedBy[p].Count > 0, $"Position {p} is done, and nobody searched it.");
    }

    private (long Id, int First, int Count)? Grant(string node, int length)
    {
        var deadline = _now + 60;
        var expected = _model?.Grant(node, length, deadline, bounds.LeasesPerNode);
        var lease = _book.Grant(node, (uint)length, TimeSpan.FromSeconds(deadline));
        (long Id, int First, int Count)? granted = lease is null
            ? null
            : (lease.Id, (int)lease.Range.First, (int)lease.Range.Count);
        if (_model is not null)
            Assert.Equal(expected, granted);
        if (granted is { } g)
            _leases.Add((g.Id, node, g.First, g.Count));
        return granted;
    }

    private void Report(string node, long id, (int First, int Count)[] parts, bool isFinal)
    {
        var taken = _book.Report(
            node, id, parts.Select(p => new PositionRange((uint)p.First, (uint)p.Count)), isFinal, TimeSpan.FromSeconds(_now + 60));
        if (_model is not null)
            Assert.Equal(_model.Report(node, id, parts, isFinal, _now + 60), taken != LeaseStanding.Unknown);
        var lease = _leases.Single(l => l.Id == id);
        if (taken == LeaseStanding.Unknown)
            return;
        foreach (var (first, count) in parts)
        {
            for (var p = Math.Max(first, lease.First); p < Math.Min(first + count, lease.First + lease.Count); p++)
                _searchedBy[p].Add(node);
        }
    }

    private void Restart()
    {
        _book = new LeaseBook((uint)size, bounds, _book.Snapshot(), _book.NextLease);
        if (_model is not null)
        {
            _book.LimitTo((uint)_model.End);
            _model.Restart();
        }

        foreach (var nodes in _searchedBy.Where(nodes => nodes.Count > 0))
        {
            nodes.Clear();
            nodes.Add(Forgotten);
        }
    }

    private void ForgetWho(string node)
    {
        foreach (var nodes in _searchedBy.Where(nodes => nodes.Remove(node)))
            nodes.Add(Forgotten);
    }

    private void CheckBooks()
    {
        var done = _book.Snapshot();
        var needed = 0;
        for (var p = 0; p < size; p++)
        {
            var isDone = done.Any(r => r.First <= (uint)p && (uint)p < r.End);
            needed += isDone && (uint)p < _book.End ? 1 : 0;
            if (isDone)
                Assert.True(_searchedBy[p].Count > 0, $"Position {p} is done, and nobody searched it.");
            if (_model is not null)
                Assert.Equal(_model.IsDone(p), isDone);
        }

        Assert.Equal(_book.End, _book.Pending + _book.Leased + (uint)needed);
        Assert.InRange(_book.Leases, 0, bounds.Leases);
        Assert.InRange(done.Count, 0, bounds.Fragments + 1 + _lies * (bounds.FragmentsPerNode + 1));
        if (_model is null)
            return;
        Assert.Equal(_model.Leases, _book.Leases);
        Assert.Equal(_model.Pending, (int)_book.Pending);
        Assert.Equal(_model.Leased, (int)_book.Leased);
    }

    private (long Id, string Node, int First, int Count) Chosen(BookStep step) => _leases[^(1 + step.Lease % _leases.Count)];

    /// <summary>One to three ranges, in no order, over the edges, overlapping.</summary>
    private static (int First, int Count)[] Parts((long Id, string Node, int First, int Count) lease, BookStep step) =>
    [
        (Math.Max(0, lease.First - 2) + (step.A % (lease.Count + 3)), step.B),
        (lease.First, step.A % 4),
        (lease.First + (step.B % lease.Count), step.A % 5),
    ];
}
