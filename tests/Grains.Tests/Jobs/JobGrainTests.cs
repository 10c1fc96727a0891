using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Tests.Chain;
using MiningGrid.Grains.Tests.Grid;
using MiningGrid.Grains.Tests.Mining;

namespace MiningGrid.Grains.Tests.Jobs;

/// <summary>A job's leases, taken by hand: nobody else searches.</summary>
public sealed class JobGrainTests
{
    private const int Size = 10_000;

    private static readonly TextPuzzleSpec Puzzle = new("by hand", Target.FromHexDigits(2), Count: Size);
    private static readonly JobRequest Exhaustive = new(Puzzle, SearchMode.Exhaustive);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly (string, string)[] ShortLeases = [("Jobs:FirstLease", "1000"), ("Jobs:MinLease", "1000"), ("Jobs:MaxLease", "1000")];

    [Fact]
    public async Task A_lease_whose_time_is_over_goes_out_again_first_trimmed_at_what_was_reported()
    {
        var time = new ManualTime(Start);
        await using var grid = await GridSilo.Run(workers: 0, time: time, settings: ShortLeases);
        var job = await StartJob(grid);
        var (silent, other) = (new HandNode("silent", job), new HandNode("other", job));
        var lease = await silent.LeaseGranted();
        Assert.Equal(ReportOutcome.Continue, (await silent.Report(lease, lease.Range with { Count = 300 }, isFinal: false)).Outcome);

        time.Advance(lease.TimeToLive);
        Assert.Equal(new PositionRange(300, 700), (await other.LeaseGranted()).Range);
    }

    [Fact]
    public async Task A_report_renews_its_lease()
    {
        var time = new ManualTime(Start);
        await using var grid = await GridSilo.Run(workers: 0, time: time, settings: ShortLeases);
        var job = await StartJob(grid);
        var (slow, other) = (new HandNode("slow", job), new HandNode("other", job));
        var lease = await slow.LeaseGranted();
        for (var i = 0; i < 5; i++)
        {
            time.Advance(lease.TimeToLive * 0.9);
            Assert.Equal(ReportOutcome.Continue, (await slow.Report(lease, new PositionRange((uint)i, 1), isFinal: false)).Outcome);
        }

        Assert.Equal((UInt128)1_000, (await other.LeaseGranted()).Range.First);
    }

    [Fact]
    public async Task A_late_report_still_counts()
    {
        var time = new ManualTime(Start);
        await using var grid = await GridSilo.Run(workers: 0, time: time, settings: ShortLeases);
        var job = await StartJob(grid);
        var (late, other) = (new HandNode("late", job), new HandNode("other", job));
        var lease = await late.LeaseGranted();
        time.Advance(lease.TimeToLive);
        var again = await other.LeaseGranted();
        Assert.Equal(lease.Range, again.Range);

        Assert.Equal(ReportOutcome.Stale, (await late.Finish(lease)).Outcome);
        Assert.Equal((UInt128)1_000, (await job.GetStatus()).Searched);
        Assert.Equal(ReportOutcome.Continue, (await other.Finish(again)).Outcome);
        Assert.Equal((UInt128)1_000, (await job.GetStatus()).Searched);
    }

    [Fact]
    public async Task A_silent_node_is_suspected_then_gone_and_its_leases_go_out_again()
    {
        var time = new ManualTime(Start);
        await using var grid = await GridSilo.Run(
            workers: 0, time: time, settings: [.. ShortLeases, ("Jobs:TimeToLive", "01:00:00"), ("Grid:GoneAfter", "00:00:20")]);
        var job = await StartJob(grid);
        var (silent, other) = (new HandNode("silent", job), new HandNode("other", job));
        await Register(grid, silent);
        await Register(grid, other);
        var lease = await silent.LeaseGranted();

        time.Advance(TimeSpan.FromSeconds(10));
        await grid.Dispatcher.Heartbeat(new NodeHeartbeat(other.Registration, 5, 0, IsDraining: false));
        Assert.Equal(
            [("other", NodeState.Mining), ("silent", NodeState.Suspected)],
            (await grid.Dispatcher.GetNodes()).Select(node => (node.Registration.Id, node.State)));

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(NodeState.Gone, (await grid.Dispatcher.GetNodes())[1].State);
        Assert.Null(await grid.Dispatcher.Heartbeat(new NodeHeartbeat(silent.Registration, 5, 0, IsDraining: false)));
        await GridSilo.WaitFor("the gone node's lease to be free", job.GetStatus, status => status.Leases == 0);
        Assert.Equal(lease.Range, (await other.LeaseGranted()).Range);
    }

    [Fact]
    public async Task A_node_that_leaves_gives_its_leases_back_at_once()
    {
        await using var grid = await GridSilo.Run(workers: 0, settings: ShortLeases);
        var job = await StartJob(grid);
        var node = new HandNode("leaver", job);
        await Register(grid, node);
        await node.LeaseGranted();
        await grid.Dispatcher.Leave("leaver");
        await GridSilo.WaitFor("the lease to be free", job.GetStatus, status => status.Leases == 0);
    }

    [Fact]
    public async Task A_false_solution_is_caught_and_all_that_the_node_contributed_is_searched_again()
    {
        await using var grid = await GridSilo.Run(workers: 0, settings: ShortLeases);
        var job = await StartJob(grid);
        var (liar, honest) = (new HandNode("liar", job), new HandNode("honest", job));
        await Register(grid, liar);
        await liar.Finish(await liar.LeaseGranted());
        await honest.Finish(await honest.LeaseGranted());

        for (var lie = 0; lie < 3; lie++)
        {
            var lease = await liar.LeaseGranted();
            Assert.Equal(ReportOutcome.Refused, (await liar.Claim(lease, FalsePosition())).Outcome);
            Assert.Equal((UInt128)1_000, (await job.GetStatus()).Searched);
        }

        Assert.Equal(LeaseOutcome.Refused, (await liar.Lease()).Outcome);
        var nodes = await GridSilo.WaitFor("the liar to be shut out", grid.Dispatcher.GetNodes, nodes => nodes[0].State == NodeState.ShutOut);
        Assert.Equal(3, nodes[0].FalseSolutions);
        await GridSilo.WaitFor("the liar to be told", () => Task.FromResult(liar.Work), work => work?.Items.Length == 0);

        await honest.SearchAll();
        Assert.Equal(JobState.Exhausted, (await job.GetStatus()).State);
        Assert.Equal(ClassicLoop.Find(Puzzle, Size), await grid.Solutions(job.GetPrimaryKeyString()));
    }

    [Fact]
    public async Task A_job_that_was_deactivated_goes_on_with_what_was_not_searched()
    {
        await using var grid = await GridSilo.Run(workers: 0, settings: ShortLeases);
        var job = await StartJob(grid);
        var node = new HandNode("node", job);
        await node.Finish(await node.LeaseGranted());
        var lost = await node.LeaseGranted();
        await node.Finish(await node.LeaseGranted());
        await grid.Deactivate(job);

        Assert.Equal((UInt128)2_000, (await job.GetStatus()).Searched);
        var rest = await node.SearchAll();
        Assert.Equal(lost.Range, rest[0]);
        Assert.Equal((UInt128)8_000, rest.Aggregate(UInt128.Zero, (sum, range) => sum + range.Count));
        Assert.Equal(ReportOutcome.Ended, (await node.Finish(lost)).Outcome);
        Assert.Equal(ClassicLoop.Find(Puzzle, Size), await grid.Solutions(job.GetPrimaryKeyString()));
    }

    [Fact]
    public async Task A_search_that_can_not_be_stored_is_not_told_to_be_over()
    {
        await using var grid = await GridSilo.Run(workers: 0);
        var job = await StartJob(grid);
        var node = new HandNode("node", job);
        var lease = await node.LeaseGranted();
        grid.Storage.FailsWrite = _ => true;
        await Assert.ThrowsAnyAsync<Exception>(() => node.Finish(lease));
        grid.Storage.FailsWrite = null;
        Assert.Equal(ReportOutcome.Ended, (await node.Finish(lease)).Outcome);
        await grid.Deactivate(job);
        Assert.Equal(JobState.Exhausted, (await job.GetStatus()).State);
    }

    [Fact]
    public async Task A_page_tells_below_which_position_solutions_are_complete()
    {
        await using var grid = await GridSilo.Run(workers: 0, settings: ShortLeases);
        var job = await StartJob(grid);
        var node = new HandNode("node", job);
        var first = await node.LeaseGranted();
        await node.Finish(await node.LeaseGranted());
        Assert.Equal((UInt128)0, (await job.GetSolutions(0, 1)).SearchedBelow);
        await node.Finish(first);
        Assert.Equal((UInt128)2_000, (await job.GetSolutions(0, 1)).SearchedBelow);
    }

    [Fact]
    public async Task Starting_the_same_again_changes_nothing_and_another_under_its_id_is_refused()
    {
        await using var grid = await GridSilo.Run(workers: 0);
        var job = grid.Job("mine");
        var first = await job.Start(Exhaustive);
        Assert.Equal(first.Created, (await job.Start(Exhaustive with { })).Created);
        var refused = await Assert.ThrowsAsync<InvalidJobException>(() => job.Start(Exhaustive with { Mode = SearchMode.FirstSolution }));
        Assert.Contains("'mine' is taken", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0ul, "count is 0; allowed is 1 and more")]
    [InlineData(ulong.MaxValue, 2ul, "start + count is 18446744073709551617; allowed is up to 2^64")]
    public async Task A_range_out_of_bounds_is_refused_with_what_is_allowed(ulong start, ulong count, string expected)
    {
        await using var grid = await GridSilo.Run(workers: 0);
        var puzzle = new TextPuzzleSpec("x", UInt256.Zero, start, count);
        var refused = await Assert.ThrowsAsync<InvalidJobException>(() => grid.Dispatcher.Submit(new JobRequest(puzzle, SearchMode.Exhaustive)));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_or_not_there_is_refused()
    {
        await using var grid = await GridSilo.Run(workers: 0);
        JobRequest[] requests =
        [
            new(new TextPuzzleSpec(new string('x', 65_537), UInt256.Zero), SearchMode.Exhaustive),
            new(Puzzle, (SearchMode)9),
            new(Puzzle, SearchMode.Exhaustive, MaxSolutions: 0),
            new(Puzzle, SearchMode.Exhaustive, MaxSolutions: 1_000_001),
            new(new HeaderPuzzleSpec(new byte[79], new byte[100], 0, [], UInt256.Zero), SearchMode.FirstSolution),
            new(new HeaderPuzzleSpec(new byte[80], new byte[100], 93, [], UInt256.Zero), SearchMode.FirstSolution),
        ];
        foreach (var request in requests)
            await Assert.ThrowsAsync<InvalidJobException>(() => grid.Dispatcher.Submit(request));
        await Assert.ThrowsAsync<JobNotFoundException>(() => grid.Job("nobody").GetStatus());
        Assert.Equal(LeaseOutcome.Ended, (await new HandNode("node", grid.Job("nobody")).Lease()).Outcome);
    }

    [Fact]
    public async Task A_lower_solution_lowers_the_limit_and_everything_below_it_is_searched()
    {
        await using var grid = await GridSilo.Run(workers: 0, settings: ShortLeases);
        var job = await StartJob(grid, Exhaustive with { Mode = SearchMode.LowestSolution });
        var expected = ClassicLoop.Find(Puzzle, Size)[0];
        var node = new HandNode("node", job);
        var (low, high) = (await node.LeaseGranted(), await node.LeaseGranted());
        var reply = await node.Finish(high);
        Assert.Equal(ReportOutcome.Continue, reply.Outcome);
        Assert.InRange(reply.Limit!.Value, high.Range.First, high.Range.End);
        Assert.Equal(LeaseOutcome.Wait, (await node.Lease()).Outcome);
        Assert.Equal(ReportOutcome.Ended, (await node.Finish(low)).Outcome);
        var status = await job.GetStatus();
        Assert.Equal((JobState.Solved, expected), (status.State, status.Best!.Position));
    }

    private static async Task<IJobGrain> StartJob(GridSilo grid, JobRequest? request = null) =>
        grid.Job((await grid.Dispatcher.Submit(request ?? Exhaustive)).Id);

    private static Task<WorkList> Register(GridSilo grid, HandNode node) =>
        grid.Dispatcher.Register(node.Registration, grid.Grains.CreateObjectReference<INodeObserver>(node));

    private static UInt128 FalsePosition()
    {
        UInt128 position = 0;
        while (Puzzle.ToPuzzle().Check(position, out _))
            position++;
        return position;
    }
}
