using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Cluster.Tests.Relays;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cluster.Tests.Faults;

/// <summary>Silos that lose each other while all of them reach Redis. A silo that is silent is dead after 2.8 s at most.</summary>
public sealed class NetworkCutTests
{
    private const int ZeroBits = 20;
    private const ulong Candidates = 300_000_000;
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(6);

    public static TheoryData<string> Kinds => [nameof(CutKind.Silent), nameof(CutKind.Reset)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Two_silos_that_lose_only_each_other_both_live(string kind)
    {
        await using var network = new RelayedNetwork();
        await using var grid = await RunningGrid.Start(3, network);
        var search = await ExhaustiveSearch.Start(grid.Grid, Candidates);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);
        var first = await HostOfChain(grid);
        var second = await grid.HostOf(grid.Cluster.GetGrain<IJobGrain>(search.Job.Id)) is { } host && host != first
            ? host
            : grid.Silos.First(silo => silo != first);

        network.Cut(Enum.Parse<CutKind>(kind), first, second);
        await Task.Delay(Cut); // the fault itself
        Assert.NotEqual(0, network.Hindered);
        network.Heal();

        await chain.Grow(5);
        await grid.WaitForNodes(3);
        await chain.StopAndVerify();
        await search.FinishAndVerify();
        Assert.All(grid.Silos, silo => Assert.True(!silo.Run.HasExited, silo.Run.Describe("ended")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_silo_that_is_cut_off_from_all_others_is_declared_dead_and_ends_and_they_go_on(string kind)
    {
        await using var network = new RelayedNetwork();
        await using var grid = await RunningGrid.Start(3, network);
        var search = await ExhaustiveSearch.Start(grid.Grid, Candidates);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);
        var lost = await HostOfChain(grid);

        network.Cut(Enum.Parse<CutKind>(kind), lost, [.. grid.Silos.Where(silo => silo != lost)]);

        Assert.NotEqual(0, await grid.WaitForEnd(lost));
        await chain.Grow(5);
        await grid.WaitForNodes(2);
        network.Heal();
        await grid.Grow();
        await grid.WaitForNodes(3);
        await chain.Grow(3);
        await chain.StopAndVerify();
        await search.FinishAndVerify();
        Assert.All(grid.Silos, silo => Assert.True(!silo.Run.HasExited, silo.Run.Describe("ended")));
    }

    private static async Task<SiloProcess> HostOfChain(RunningGrid grid) =>
        await grid.HostOf(grid.Cluster.GetGrain<IChainGrain>("fault")) ?? throw new InvalidOperationException("The chain is on no silo.");
}
