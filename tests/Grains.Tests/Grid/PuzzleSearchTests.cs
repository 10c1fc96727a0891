using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Tests.Mining;
using MiningGrid.Grains.Jobs;

namespace MiningGrid.Grains.Tests.Grid;

/// <summary>Searches by a real silo with real workers, held against the classic loop.</summary>
public sealed class PuzzleSearchTests
{
    private static readonly PuzzleSpec Endless = new TextPuzzleSpec("endless", UInt256.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task The_lowest_solution_is_that_of_the_classic_loop(int digits)
    {
        await using var grid = await GridSilo.Run();
        var puzzle = new TextPuzzleSpec("lowest", Target.FromHexDigits(digits), Start: 17);
        var status = await grid.Search(new JobRequest(puzzle, SearchMode.LowestSolution));
        var expected = ClassicLoop.Find(puzzle, 400_000)[0];
        Assert.Equal((JobState.Solved, expected), (status.State, status.Best!.Position));
        Assert.Equal(17 + (ulong)expected, status.Best.Nonce);
        Assert.StartsWith(new string('0', digits), status.Best.HashText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exhaustive_search_lists_what_the_classic_loop_lists()
    {
        await using var grid = await GridSilo.Run();
        var puzzle = new TextPuzzleSpec("exhaustive", Target.FromHexDigits(2), Start: 999, Count: 1_000_000);
        var status = await grid.Search(new JobRequest(puzzle, SearchMode.Exhaustive));
        Assert.Equal((JobState.Exhausted, (UInt128)1_000_000), (status.State, status.Searched));
        var solutions = await grid.Solutions(status.Id);
        Assert.Equal(ClassicLoop.Find(puzzle, 1_000_000), solutions);
        Assert.Equal(solutions.Count, status.Solutions);
        Assert.Contains(grid.Storage.Names, name => name == $"solutions-{(solutions.Count / SolutionPages.Size) - 1}");
    }

    [Fact]
    public async Task An_exhaustive_search_of_the_easiest_puzzle_lists_every_position()
    {
        await using var grid = await GridSilo.Run();
        var puzzle = new TextPuzzleSpec("all", UInt256.MaxValue, Count: 30_000);
        var status = await grid.Search(new JobRequest(puzzle, SearchMode.Exhaustive));
        Assert.Equal((JobState.Exhausted, 30_000), (status.State, status.Solutions));
    }

    [Fact]
    public async Task The_first_solution_is_one()
    {
        await using var grid = await GridSilo.Run();
        var puzzle = new TextPuzzleSpec("first", Target.FromHexDigits(4));
        var status = await grid.Search(new JobRequest(puzzle, SearchMode.FirstSolution));
        Assert.Equal(JobState.Solved, status.State);
        Assert.True(puzzle.ToPuzzle().Check(status.Best!.Position, out var hash));
        Assert.Equal(hash, status.Best.Hash);
    }

    [Theory]
    [InlineData(SearchMode.FirstSolution)]
    [InlineData(SearchMode.LowestSolution)]
    [InlineData(SearchMode.Exhaustive)]
    public async Task A_search_without_a_solution_ends_when_all_is_searched(SearchMode mode)
    {
        await using var grid = await GridSilo.Run();
        var status = await grid.Search(new JobRequest(new TextPuzzleSpec("nothing", UInt256.Zero, Count: 100_000), mode));
        Assert.Equal((JobState.Exhausted, (UInt128)100_000, 0), (status.State, status.Searched, status.Solutions));
        Assert.NotNull(status.Ended);
    }

    [Fact]
    public async Task A_search_with_more_solutions_than_allowed_fails_and_says_so()
    {
        await using var grid = await GridSilo.Run();
        var status = await grid.Search(new JobRequest(new TextPuzzleSpec("many", UInt256.MaxValue), SearchMode.Exhaustive, MaxSolutions: 10));
        Assert.Equal(JobState.Failed, status.State);
        Assert.Contains("more than 10 solutions", status.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_stops_every_worker()
    {
        await using var grid = await GridSilo.Run();
        var id = (await grid.Dispatcher.Submit(new JobRequest(Endless, SearchMode.Exhaustive))).Id;
        await GridSilo.WaitFor("all workers to work", () => Task.FromResult(grid.Pool.Busy), busy => busy == 2);
        Assert.Equal(JobState.Cancelled, (await grid.Job(id).Cancel()).State);
        await GridSilo.WaitFor("all workers to stop", () => Task.FromResult(grid.Pool.Busy + grid.Pool.Queued), busy => busy == 0);
        Assert.Equal(JobState.Cancelled, (await grid.Job(id).GetStatus()).State);
    }

    [Fact]
    public async Task Searches_share_the_workers()
    {
        await using var grid = await GridSilo.Run(workers: 1);
        var ids = new List<string>();
        foreach (var data in (string[])["one", "two", "three"])
            ids.Add((await grid.Dispatcher.Submit(new JobRequest(new TextPuzzleSpec(data, UInt256.Zero), SearchMode.Exhaustive))).Id);
        foreach (var id in ids)
            await GridSilo.WaitFor($"progress of {id}", grid.Job(id).GetStatus, status => status.Searched > 500_000);
        var jobs = await grid.Dispatcher.GetJobs();
        Assert.All(ids, id => Assert.Contains(id, jobs));
    }

    [Fact]
    public async Task A_restarted_silo_goes_on_by_itself_and_skips_nothing()
    {
        var puzzle = new TextPuzzleSpec("restart", Target.FromHexDigits(3), Count: 3_000_000);
        var former = await GridSilo.Run();
        var id = (await former.Dispatcher.Submit(new JobRequest(puzzle, SearchMode.Exhaustive))).Id;
        await GridSilo.WaitFor("some progress", former.Job(id).GetStatus, status => status.Searched > 0);
        await former.DisposeAsync();

        await using var grid = await GridSilo.Run(former: former);
        var status = await GridSilo.WaitFor("the search's end", grid.Job(id).GetStatus, status => status.State != JobState.Running);
        Assert.Equal((JobState.Exhausted, (UInt128)3_000_000), (status.State, status.Searched));
        Assert.Equal(ClassicLoop.Find(puzzle, 3_000_000), await grid.Solutions(id));
    }

    [Fact]
    public async Task A_silo_that_stops_gives_back_its_leases_with_all_that_was_hashed()
    {
        var former = await GridSilo.Run();
        var pool = former.Pool;
        var id = (await former.Dispatcher.Submit(new JobRequest(Endless, SearchMode.Exhaustive))).Id;
        await GridSilo.WaitFor("some progress", former.Job(id).GetStatus, status => status.Searched > 0);
        await former.DisposeAsync();

        await using var grid = await GridSilo.Run(workers: 0, former: former);
        Assert.Equal(pool.Hashes, (double)(await grid.Job(id).GetStatus()).Searched);
    }

    [Fact]
    public async Task Solutions_that_a_crash_left_beside_an_older_state_are_found_again_and_once()
    {
        var puzzle = new TextPuzzleSpec("crash", UInt256.MaxValue, Count: 5_000);
        await using var grid = await GridSilo.Run(settings: ("Jobs:SaveEvery", "00:10:00"));
        grid.Storage.FailsWrite = name => name == "job" && grid.Storage.Names.Contains("solutions-3");
        var id = (await grid.Dispatcher.Submit(new JobRequest(puzzle, SearchMode.Exhaustive))).Id;
        await GridSilo.WaitFor("pages to be written", () => Task.FromResult(grid.Storage.Names), names => names.Contains("solutions-3"));
        grid.Storage.FailsWrite = null;
        var status = await GridSilo.WaitFor("the search's end", grid.Job(id).GetStatus, status => status.Ended is not null);
        Assert.Equal((JobState.Exhausted, 5_000), (status.State, status.Solutions));
        await grid.Deactivate(grid.Job(id));
        Assert.Equal(5_000, (await grid.Solutions(id)).Count);
    }

    [Fact]
    public async Task Observers_hear_of_the_end()
    {
        await using var grid = await GridSilo.Run();
        var observer = new ProgressLog();
        var reference = grid.Grains.CreateObjectReference<IJobObserver>(observer);
        var id = (await grid.Dispatcher.Submit(new JobRequest(Endless, SearchMode.Exhaustive))).Id;
        await grid.Job(id).Subscribe(reference);
        await grid.Job(id).Cancel();
        await GridSilo.WaitFor("news of the end", () => Task.FromResult(observer.Last), last => last?.State == JobState.Cancelled);
    }
}
