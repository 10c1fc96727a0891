using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Tests.Chain;
using MiningGrid.Grains.Tests.Jobs;
using MiningGrid.Grains.Tests.Mining;

namespace MiningGrid.Grains.Tests.Grid;

/// <summary>What the dispatcher knows, and what it still knows when it has moved.</summary>
public sealed class DispatcherTests
{
    private static readonly JobRequest Endless = new(new TextPuzzleSpec("endless", UInt256.Zero), SearchMode.Exhaustive);
    private static readonly (string, string)[] ShortLeases = [("Jobs:FirstLease", "1000"), ("Jobs:MinLease", "1000"), ("Jobs:MaxLease", "1000")];

    [Fact]
    public async Task One_that_has_moved_tells_a_node_of_all_work_as_soon_as_it_registers_again()
    {
        await using var grid = await GridSilo.Run(workers: 0);
        var id = (await grid.Dispatcher.Submit(Endless)).Id;
        var node = new HandNode("node", grid.Job(id));
        var before = await Register(grid, node);
        await grid.Deactivate(grid.Dispatcher);

        Assert.Null(await grid.Dispatcher.Heartbeat(new NodeHeartbeat(node.Registration, 1, 0, IsDraining: false)));
        var after = await Register(grid, node);
        Assert.NotEqual(before.Source, after.Source);
        Assert.Equal(id, Assert.Single(after.Items).JobId);
    }

    [Fact]
    public async Task One_that_has_moved_hears_of_its_jobs_which_of_them_have_ended()
    {
        await using var grid = await GridSilo.Run(workers: 0);
        var id = (await grid.Dispatcher.Submit(Endless)).Id;
        grid.Storage.FailsWrite = name => name == "dispatcher";
        await grid.Job(id).Cancel();
        await grid.Deactivate(grid.Dispatcher);
        grid.Storage.FailsWrite = null;

        var node = new HandNode("node", grid.Job(id));
        await GridSilo.WaitFor("no work", () => Register(grid, node), work => work.Items.IsEmpty);
        Assert.Equal(id, Assert.Single(await grid.Dispatcher.GetJobs()));
    }

    [Fact]
    public async Task A_dead_silos_leases_are_free_though_the_dispatcher_went_with_it()
    {
        await using var grid = await GridSilo.Run(workers: 0, settings: ShortLeases);
        var id = (await grid.Dispatcher.Submit(Endless)).Id;
        var (dead, other) = (new HandNode("dead", grid.Job(id)), new HandNode("other", grid.Job(id)));
        await Register(grid, dead);
        var lease = await dead.LeaseGranted();
        await grid.Deactivate(grid.Dispatcher);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => grid.Dispatcher.NodeDied("dead")));
        await GridSilo.WaitFor("the lease to be free", grid.Job(id).GetStatus, status => status.Leases == 0);
        Assert.Equal(lease.Range, (await other.LeaseGranted()).Range);
        Assert.Equal(NodeState.Gone, Assert.Single(await grid.Dispatcher.GetNodes(), node => node.Registration.Id == "dead").State);
    }

    [Fact]
    public async Task A_node_that_was_thought_dead_and_registers_is_there_again()
    {
        await using var grid = await GridSilo.Run(workers: 0);
        var id = (await grid.Dispatcher.Submit(Endless)).Id;
        await grid.Dispatcher.NodeDied("node");
        await grid.Dispatcher.FalseSolution("node", id);

        await Register(grid, new HandNode("node", grid.Job(id)));

        var node = Assert.Single(await grid.Dispatcher.GetNodes(), node => node.Registration.Id == "node");
        Assert.Equal((NodeState.Joining, 1), (node.State, node.FalseSolutions));
    }

    [Fact]
    public async Task A_node_that_is_shut_out_stays_so_when_the_dispatcher_moves()
    {
        await using var grid = await GridSilo.Run(workers: 0);
        await grid.Dispatcher.Submit(Endless);
        var liar = new HandNode("liar", grid.Job("unused"));
        await Register(grid, liar);
        for (var lie = 0; lie < 3; lie++)
            await grid.Dispatcher.FalseSolution("liar", "some job");
        await GridSilo.WaitFor("the liar to be shut out", grid.Dispatcher.GetNodes, nodes => nodes[0].State == NodeState.ShutOut);
        await GridSilo.WaitFor("that to be stored", () => Task.FromResult(grid.Storage.Names), names => names.Contains("dispatcher"));
        await grid.Deactivate(grid.Dispatcher);

        Assert.Empty((await Register(grid, liar)).Items);
        var node = Assert.Single(await grid.Dispatcher.GetNodes());
        Assert.Equal((NodeState.ShutOut, 3), (node.State, node.FalseSolutions));
    }

    [Fact]
    public async Task A_search_that_is_submitted_twice_under_one_id_is_one_search()
    {
        await using var grid = await GridSilo.Run(workers: 0);
        var first = await grid.Dispatcher.SubmitAs("my-id", Endless);
        var again = await grid.Dispatcher.SubmitAs("my-id", Endless with { });
        Assert.Equal(("my-id", first.Created), (again.Id, again.Created));
        await Assert.ThrowsAsync<InvalidJobException>(() => grid.Dispatcher.SubmitAs("chain:x", Endless));
        await Assert.ThrowsAsync<InvalidJobException>(() => grid.Dispatcher.SubmitAs(new string('x', 65), Endless));
    }

    [Fact]
    public async Task Work_that_the_dispatcher_never_heard_of_is_told_again()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var grid = await GridSilo.Run(workers: 0, time: time);
        var id = (await grid.Dispatcher.Submit(Endless)).Id;
        var node = new HandNode("node", grid.Job(id));
        await grid.Dispatcher.WorkChanged(new WorkItem(id, 0, IsActive: false));
        await GridSilo.WaitFor("no work", () => Register(grid, node), work => work.Items.IsEmpty);
        time.Advance(TimeSpan.FromSeconds(2));
        await GridSilo.WaitFor("the work", () => Register(grid, node), work => work.Items.Any(item => item.JobId == id));
    }

    [Fact]
    public async Task A_search_goes_on_through_the_loss_of_dispatcher_and_job_and_skips_and_repeats_nothing()
    {
        await using var grid = await GridSilo.Run();
        var puzzle = new TextPuzzleSpec("losses", Target.FromHexDigits(3), Count: 6_000_000);
        var id = (await grid.Dispatcher.Submit(new JobRequest(puzzle, SearchMode.Exhaustive))).Id;
        for (UInt128 searched = 1; searched < 5_000_000; searched += 1_000_000)
        {
            var enough = searched;
            var status = await GridSilo.WaitFor("progress", grid.Job(id).GetStatus, status => status.Searched >= enough || status.State != JobState.Running);
            if (status.State != JobState.Running)
                break;
            await Task.WhenAll(grid.Deactivate(grid.Dispatcher), grid.Deactivate(grid.Job(id)));
        }

        var end = await GridSilo.WaitFor("the search's end", grid.Job(id).GetStatus, status => status.State != JobState.Running);
        Assert.Equal((JobState.Exhausted, (UInt128)6_000_000), (end.State, end.Searched));
        Assert.Equal(ClassicLoop.Find(puzzle, 6_000_000), await grid.Solutions(id));
    }

    private static Task<WorkList> Register(GridSilo grid, HandNode node) =>
        grid.Dispatcher.Register(node.Registration, grid.Grains.CreateObjectReference<INodeObserver>(node));
}
