using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.GrainInterfaces.Grid;

namespace MiningGrid.Cluster.Tests.Faults;

/// <summary>Silos that come and go as they should.</summary>
public sealed class GrowAndShrinkTests
{
    private const int ZeroBits = 20;

    [Fact]
    public async Task Every_silo_does_its_share_and_one_that_joins_in_the_middle_does_too()
    {
        await using var grid = await RunningGrid.Start(2);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);
        await AllMine(grid, 2);

        await grid.Grow();

        await AllMine(grid, 3);
        await chain.StopAndVerify();
    }

    [Fact]
    public async Task Silos_that_are_stopped_one_after_the_other_hand_all_over()
    {
        await using var grid = await RunningGrid.Start(3);
        var search = await ExhaustiveSearch.Start(grid.Grid, 300_000_000);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);

        while (grid.Silos.Count > 1)
        {
            await grid.Stop(grid.Silos[0]);
            await chain.Grow(3);
        }

        await chain.StopAndVerify();
        await search.FinishAndVerify();
    }

    private static Task AllMine(RunningGrid grid, int count) => GridEventually.Holds(async () =>
    {
        var nodes = await grid.Grid.GetNodes();
        var mining = nodes.Count(node => node is { State: NodeState.Mining, HashRate: > 0 });
        return mining == count ? null : $"{mining} of {count} nodes mine: {string.Join(", ", nodes.Select(node => $"{node.Registration.Name} {node.State} {node.HashRate:f0} H/s"))}";
    });
}
