using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cluster.Tests.Faults;

/// <summary><c>kill -9</c> of a silo in the middle of mining, by what it hosts.</summary>
public sealed class KillTests
{
    private const int ZeroBits = 20;
    private const ulong Candidates = 300_000_000;

    public static TheoryData<string> Roles => ["chain", "work", "search", "dispatcher", "a miner only"];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_grid_that_loses_a_silo_loses_nothing_else(string role)
    {
        await using var grid = await RunningGrid.Start(3);
        var search = await ExhaustiveSearch.Start(grid.Grid, Candidates);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);

        await grid.Kill(await Find(grid, role, search));
        await chain.Grow(5);

        await grid.Grow();
        await chain.Grow(3);
        await chain.StopAndVerify();
        await search.FinishAndVerify();
        await grid.WaitForNodes(3);
    }

    [Fact]
    public async Task A_grid_of_which_every_silo_was_killed_goes_on_where_it_was()
    {
        await using var grid = await RunningGrid.Start(2);
        var search = await ExhaustiveSearch.Start(grid.Grid, Candidates);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);

        foreach (var silo in grid.Silos.ToList())
            await grid.Kill(silo);
        await Task.WhenAll(grid.Grow(), grid.Grow());

        await chain.Grow(5);
        await chain.StopAndVerify();
        await search.FinishAndVerify();
    }

    private static async Task<SiloProcess> Find(RunningGrid grid, string role, ExhaustiveSearch search)
    {
        var grains = new Dictionary<string, SiloProcess?>(StringComparer.Ordinal)
        {
            ["chain"] = await grid.HostOf(grid.Cluster.GetGrain<IChainGrain>("fault")),
            ["work"] = await grid.HostOf(grid.Cluster.GetGrain<IJobGrain>("chain:fault")),
            ["search"] = await grid.HostOf(grid.Cluster.GetGrain<IJobGrain>(search.Job.Id)),
            ["dispatcher"] = await grid.HostOf(grid.Cluster.GetGrain<IDispatcherGrain>(0)),
        };
        if (grains.TryGetValue(role, out var silo))
            return silo ?? throw new InvalidOperationException($"The grain of the {role} is on no silo.");
        return grid.Silos.FirstOrDefault(one => !grains.ContainsValue(one)) ?? grid.Silos[^1];
    }
}
