using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Tests.Chain;

namespace MiningGrid.Grains.Tests.Grid;

/// <summary>A chain mined by all grains together.</summary>
public sealed class GridMiningTests
{
    [Fact]
    public async Task A_chain_is_mined_to_the_height_asked_for_and_stops_there()
    {
        await using var grid = await GridSilo.Run();
        var chain = await Mine(grid, stopAt: 200);
        await GridSilo.WaitFor("height 200", chain.GetStatus, status => status is { Height: 200, Mining: false });
        await GridSilo.WaitFor("all workers to stop", () => Task.FromResult(grid.Pool.Busy + grid.Pool.Queued), busy => busy == 0);
        Assert.Equal(LeaseOutcome.Ended, (await grid.Job("chain:test").Lease(new LeaseRequest("node", 0, 1, null))).Outcome);
    }

    [Fact]
    public async Task Mining_goes_on_when_the_chains_job_is_activated_anew()
    {
        await using var grid = await GridSilo.Run();
        var chain = await Mine(grid);
        await GridSilo.WaitFor("some blocks", chain.GetStatus, status => status.Height > 20);
        await grid.Deactivate(grid.Job("chain:test"));
        var height = (await chain.GetStatus()).Height;
        await GridSilo.WaitFor("more blocks", chain.GetStatus, status => status.Height > height + 20);
    }

    [Fact]
    public async Task Mining_goes_on_after_a_restart_and_stops_when_told()
    {
        var former = await GridSilo.Run();
        await GridSilo.WaitFor("some blocks", (await Mine(former)).GetStatus, status => status.Height > 20);
        await former.DisposeAsync();

        await using var grid = await GridSilo.Run(former: former);
        var chain = grid.Grains.GetGrain<IChainGrain>("test");
        var height = (await chain.GetStatus()).Height;
        await GridSilo.WaitFor("more blocks", chain.GetStatus, status => status.Height > height + 20);
        var stopped = await chain.StopMining();
        await GridSilo.WaitFor("all workers to stop", () => Task.FromResult(grid.Pool.Busy + grid.Pool.Queued), busy => busy == 0);
        Assert.Equal(stopped.Height, (await chain.GetStatus()).Height);
    }

    [Fact]
    public async Task A_chain_and_a_search_share_the_workers()
    {
        await using var grid = await GridSilo.Run();
        var chain = await Mine(grid);
        var search = new JobRequest(new TextPuzzleSpec("beside", Core.ProofOfWork.Target.FromHexDigits(4), Count: 500_000), SearchMode.Exhaustive);
        Assert.Equal(JobState.Exhausted, (await grid.Search(search)).State);
        var height = (await chain.GetStatus()).Height;
        await GridSilo.WaitFor("more blocks", chain.GetStatus, status => status.Height > height);
    }

    private static async Task<IChainGrain> Mine(GridSilo grid, long? stopAt = null)
    {
        var chain = grid.Grains.GetGrain<IChainGrain>("test");
        await chain.Create(ChainSilo.Parameters(maxSecondsAhead: 1_000_000_000));
        await chain.StartMining(new MiningRequest(ChainSilo.Miner().ToString(), StopAtHeight: stopAt));
        return chain;
    }
}
