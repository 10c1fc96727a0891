using MiningGrid.Client;
using MiningGrid.Cluster.Tests.Engines;
using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Grid;
using Orleans.Runtime;

namespace MiningGrid.Cluster.Tests.Redis;

/// <summary>
/// A Redis that has lost what it had. Who is in the grid and where its grains are is known to the silos, and those of the engine of
/// this repository tell it again; with any engine they are a grid again after they were started again.
/// </summary>
public sealed class EmptiedRedisTests
{
    private const int ZeroBits = 20;
    private const string EverythingButRecords =
        "for _, key in ipairs(redis.call('KEYS', '*')) do if not string.find(key, '/state/', 1, true) then redis.call('DEL', key) end end";

    private static readonly string[] Single = ["chain", "job", "dispatcher"];

    [CompactFact]
    public async Task It_is_told_again_who_is_in_the_grid_and_others_can_join()
    {
        await using var grid = await RunningGrid.Start(2);

        await grid.Redis.Ask(database => database.ExecuteAsync("FLUSHALL"));

        await Members(grid, 2);
        await grid.Grow();
        await Members(grid, 3);
    }

    [CompactFact]
    public async Task It_is_told_again_where_the_grains_are_and_no_grain_keeps_two_activations()
    {
        await using var grid = await RunningGrid.Start(2);
        var search = await ExhaustiveSearch.Start(grid.Grid, 300_000_000);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);

        for (var silos = 3; silos <= 4; silos++)
        {
            await grid.Redis.Ask(database => database.ScriptEvaluateAsync(EverythingButRecords));
            await grid.Grow(); // whoever knows nothing yet asks where the grains are
            await Members(grid, silos);
            await chain.Grow(5);
        }

        await EachOnce(grid);
        await grid.WaitForNodes(4);
        await chain.StopAndVerify();
        await search.FinishAndVerify();
        Assert.All(grid.Silos, silo => Assert.True(!silo.Run.HasExited, silo.Run.Describe("ended")));
    }

    [CompactTheory]
    [InlineData("flushed")]
    [InlineData("started again without its disk")]
    public async Task A_chain_that_it_has_lost_is_said_to_be_gone_and_can_be_made_anew(string how)
    {
        await using var grid = await RunningGrid.Start(3);
        await using (var lost = await MinedChain.Start(grid.Grid, ZeroBits))
            await lost.Grow(3);

        if (how == "flushed")
        {
            await grid.Redis.Ask(database => database.ExecuteAsync("FLUSHALL"));
        }
        else
        {
            await grid.Redis.Kill();
            await grid.Redis.StartEmpty();
        }

        await Members(grid, 3);
        await Gone(grid.Grid.Chain("fault"));
        Assert.Contains(grid.Silos, silo => silo.Run.Output.Contains("has lost the chain fault", StringComparison.Ordinal));

        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(5);
        await EachOnce(grid);
        await grid.WaitForNodes(3);
        await chain.StopAndVerify();
        Assert.All(grid.Silos, silo => Assert.True(!silo.Run.HasExited, silo.Run.Describe("ended")));
        Assert.DoesNotContain(await grid.Grid.GetNodes(), node => node.State == NodeState.ShutOut);
    }

    [Fact]
    public async Task Silos_that_are_started_again_are_a_grid_again()
    {
        await using var grid = await RunningGrid.Start(2);
        foreach (var silo in grid.Silos.ToList())
            await grid.Kill(silo);

        await grid.Redis.Ask(database => database.ExecuteAsync("FLUSHALL"));
        await grid.Grow();
        await grid.Grow();

        await grid.WaitForNodes(2);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);
        await chain.StopAndVerify();
    }

    private static Task Members(RunningGrid grid, int count) => GridEventually.Holds(async () =>
    {
        var fields = await grid.Redis.Ask(database => database.HashLengthAsync($"minegrid/members/{grid.ClusterId}"));
        return fields == count + 1 ? null : $"the membership has {fields} fields instead of the version and {count} silos";
    });

    private static Task Gone(IGridChain chain) => GridEventually.Holds(async () =>
    {
        try
        {
            return $"the chain is at {(await chain.GetStatus()).Height}";
        }
        catch (ChainNotFoundException)
        {
            return null;
        }
    });

    private static Task EachOnce(RunningGrid grid) => GridEventually.Holds(async () =>
    {
        var activations = await grid.Cluster.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        var twice = activations.Where(one => Single.Contains(one.GrainId.Type.ToString())).GroupBy(one => one.GrainId).Where(grain => grain.Count() > 1).ToList();
        return twice.Count == 0
            ? null
            : string.Join("; ", twice.Select(grain => $"{grain.Key} is on {string.Join(" and ", grain.Select(one => one.SiloAddress))}"));
    });
}
