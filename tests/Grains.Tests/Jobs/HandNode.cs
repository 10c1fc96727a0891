using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Tests.Jobs;

/// <summary>A node that does what a test says.</summary>
internal sealed class HandNode(string id, IJobGrain job) : INodeObserver
{
    private volatile WorkList? _work;

    public string Id { get; } = id;

    public WorkList? Work => _work;

    public NodeRegistration Registration => new(Id, Id, 1, "scalar", "test");

    public Task<LeaseReply> Lease() => job.Lease(new LeaseRequest(Id, HashRate: 0, Workers: 1, KnownEpoch: null));

    /// <summary>Takes a lease that must be there.</summary>
    public async Task<Lease> LeaseGranted()
    {
        var reply = await Lease();
        Assert.Equal(LeaseOutcome.Granted, reply.Outcome);
        return reply.Lease!;
    }

    /// <summary>Reports some of a lease, with the solutions in it.</summary>
    public Task<ReportReply> Report(Lease lease, PositionRange searched, bool isFinal)
    {
        var puzzle = lease.Puzzle!.ToPuzzle();
        var solutions = new List<UInt128>();
        for (var position = searched.First; position < searched.End; position++)
        {
            if (puzzle.Check(position, out _))
                solutions.Add(position);
        }

        return job.Report(new LeaseReport(Id, lease.Epoch, lease.Id, [searched], [.. solutions], isFinal));
    }

    /// <summary>Reports all of a lease.</summary>
    public Task<ReportReply> Finish(Lease lease) => Report(lease, lease.Range, isFinal: true);

    /// <summary>Claims a solution.</summary>
    public Task<ReportReply> Claim(Lease lease, UInt128 position) =>
        job.Report(new LeaseReport(Id, lease.Epoch, lease.Id, [lease.Range], [position], IsFinal: true));

    /// <summary>Searches until nothing is left; returns what it was given.</summary>
    public async Task<List<PositionRange>> SearchAll()
    {
        var ranges = new List<PositionRange>();
        while (await Lease() is { Outcome: LeaseOutcome.Granted, Lease: { } lease })
        {
            ranges.Add(lease.Range);
            await Finish(lease);
        }

        return ranges;
    }

    public Task WorkChanged(WorkList work)
    {
        _work = work;
        return Task.CompletedTask;
    }
}
