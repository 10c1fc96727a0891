using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Cluster.Tests.Faults;

/// <summary>Silos that are halted and come back.</summary>
public sealed class ZombieTests
{
    private const int ZeroBits = 20;

    [Fact]
    public async Task A_silo_that_comes_back_after_it_was_declared_dead_writes_nothing_and_stops()
    {
        await using var grid = await RunningGrid.Start(3);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);
        var zombie = await grid.HostOf(grid.Cluster.GetGrain<IChainGrain>("fault")) ?? throw new InvalidOperationException("The chain is on no silo.");

        zombie.Run.Pause();
        await chain.Grow(5); // its chain was taken up elsewhere
        zombie.Run.Continue();

        Assert.NotEqual(0, await grid.WaitForEnd(zombie));
        await chain.Grow(3);
        await chain.StopAndVerify();
        await grid.WaitForNodes(2);
    }

    [Fact]
    public async Task A_silo_that_is_halted_for_a_second_is_not_declared_dead()
    {
        await using var grid = await RunningGrid.Start(3);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);

        foreach (var silo in grid.Silos)
        {
            silo.Run.Pause();
            await Task.Delay(TimeSpan.FromSeconds(1)); // the fault itself, not a wait for anything
            silo.Run.Continue();
            await chain.Grow(3);
        }

        await grid.WaitForNodes(3);
        await chain.StopAndVerify();
        Assert.All(grid.Silos, silo => Assert.True(!silo.Run.HasExited, silo.Run.Describe("ended")));
    }
}
