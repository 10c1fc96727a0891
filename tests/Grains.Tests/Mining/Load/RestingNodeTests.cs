using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.GrainInterfaces.Mining;
using MiningGrid.Grains.Mining;
using MiningGrid.Grains.Tests.Grid;

namespace MiningGrid.Grains.Tests.Mining.Load;

public sealed class RestingNodeTests
{
    private const uint Count = 100_000_000;
    private static readonly TextPuzzleSpec Puzzle = new("rest", Target.FromZeroBits(16), 0, Count);

    [Fact]
    public async Task A_node_that_rests_gives_its_leases_back_and_the_search_is_complete_when_it_goes_on()
    {
        await using var grid = await GridSilo.Run();
        var id = (await grid.Dispatcher.Submit(new JobRequest(Puzzle, SearchMode.Exhaustive))).Id;
        await GridSilo.WaitFor("some work", () => Task.FromResult(grid.Pool.Rates.Total), hashes => hashes > 0);

        grid.Pool.Rest(true);
        await GridSilo.WaitFor("all leases to be given back", grid.Job(id).GetStatus, status => status.Leases == 0);

        grid.Pool.Rest(false);
        await GridSilo.WaitFor("the search's end", grid.Job(id).GetStatus, status => status.State != JobState.Running);
        Assert.Equal(await InOneGo(), await grid.Solutions(id));
    }

    private static async Task<IEnumerable<UInt128>> InOneGo()
    {
        using var pool = new WorkerPool(
            Options.Create(new MiningOptions { Workers = 1 }), TimeProvider.System, NullLogger<WorkerPool>.Instance);
        return (await pool.Search(new Slice(Puzzle, 0, Count, WorkerPool.MaxSolutions), CancellationToken.None)).Solutions;
    }
}
