using MiningGrid.Cluster.Tests.Grids;

namespace MiningGrid.Cluster.Tests.Faults;

/// <summary>A grid without its Redis waits, and goes on by itself when it is back.</summary>
public sealed class RedisLossTests
{
    private const int ZeroBits = 20;

    [Theory]
    [InlineData("halted")]
    [InlineData("killed")]
    public async Task A_grid_goes_on_by_itself_when_redis_is_back(string how)
    {
        await using var grid = await RunningGrid.Start(2);
        var search = await ExhaustiveSearch.Start(grid.Grid, 300_000_000);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);

        if (how == "halted")
            grid.Redis.Pause();
        else
            await grid.Redis.Kill();
        await Task.Delay(TimeSpan.FromSeconds(8)); // the fault itself: longer than any time-out of a death
        if (how == "halted")
            grid.Redis.Continue();
        else
            await grid.Redis.Start();

        await chain.Grow(5);
        await chain.StopAndVerify();
        await search.FinishAndVerify();
        Assert.All(grid.Silos, silo => Assert.True(!silo.Run.HasExited, silo.Run.Describe("ended")));
    }
}
