using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Tests.Jobs;

/// <summary>A node that searches, without solutions, at a rate of its own: one lease at hand, reported as it goes.</summary>
internal sealed class PacedNode(string id, IJobGrain job, int positionsPerSecond)
{
    private Lease? _lease;
    private ulong _done;

    public string Id => id;

    public double Searched { get; private set; }

    public TimeSpan LastWorked { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>Works for a while.</summary>
    public async Task Work(TimeSpan now, TimeSpan time)
    {
        var budget = (ulong)(positionsPerSecond * time.TotalSeconds);
        while (budget > 0 && !IsDone)
        {
            if (_lease is null && !await Ask())
                return;
            var part = Math.Min(budget, (ulong)_lease!.Range.Count - _done);
            var searched = new PositionRange(_lease.Range.First + _done, part);
            (budget, _done, Searched, LastWorked) = (budget - part, _done + part, Searched + part, now);
            var isFinal = _done == (ulong)_lease.Range.Count;
            var reply = await job.Report(new LeaseReport(id, _lease.Epoch, _lease.Id, [searched], [], isFinal));
            IsDone = reply.Outcome == ReportOutcome.Ended;
            if (isFinal)
                _lease = null;
        }
    }

    private async Task<bool> Ask()
    {
        var reply = await job.Lease(new LeaseRequest(id, positionsPerSecond, Workers: 1, KnownEpoch: null));
        IsDone = reply.Outcome == LeaseOutcome.Ended;
        (_lease, _done) = (reply.Lease, 0);
        return _lease is not null;
    }
}
