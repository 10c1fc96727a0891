using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cluster.Tests.Faults;

/// <summary>A node from outside that claims solutions which are none.</summary>
public sealed class FalseSolutionTests
{
    private const string Liar = "10.0.0.66:11111@1";

    [Fact]
    public async Task A_node_that_reports_false_solutions_is_shut_out_and_its_work_done_again()
    {
        await using var grid = await RunningGrid.Start(2);
        var search = await ExhaustiveSearch.Start(grid.Grid, 300_000_000);
        var dispatcher = grid.Cluster.GetGrain<IDispatcherGrain>(0);
        var job = grid.Cluster.GetGrain<IJobGrain>(search.Job.Id);
        var ear = new DeafNode();
        await dispatcher.Register(
            new NodeRegistration(Liar, "liar", Workers: 1, "vector512", "0.1.0"), grid.Cluster.CreateObjectReference<INodeObserver>(ear));

        await GridEventually.Holds(async () =>
        {
            var reply = await job.Lease(new LeaseRequest(Liar, HashRate: 1e6, Workers: 1, KnownEpoch: null));
            if (reply.Outcome == LeaseOutcome.Refused)
                return null;
            if (reply.Lease is not { } lease)
                return $"the liar was told {reply.Outcome}";
            var report = await job.Report(new LeaseReport(Liar, lease.Epoch, lease.Id, [lease.Range], [lease.Range.First], IsFinal: true));
            Assert.Equal(ReportOutcome.Refused, report.Outcome);
            return "the liar is not yet refused";
        });

        var nodes = await grid.Grid.GetNodes();
        Assert.Equal(NodeState.ShutOut, Assert.Single(nodes, node => node.Registration.Id == Liar).State);
        await search.FinishAndVerify();
        GC.KeepAlive(ear);
    }

    private sealed class DeafNode : INodeObserver
    {
        public Task WorkChanged(WorkList work) => Task.CompletedTask;
    }
}
