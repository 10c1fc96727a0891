using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Clusters;

public class ManagementTests
{
    [Fact]
    public async Task The_management_grain_speaks_for_all_silos()
    {
        await using var grid = await TestGrid.Start(3);
        for (var key = 0; key < 60; key++)
            await grid.Client.Here($"{key}").Count();
        var management = grid.Client.GetGrain<IManagementGrain>(0);
        var silos = grid.Cluster.Silos.Select(silo => silo.SiloAddress).ToArray();

        Assert.Equal(silos.Order(), (await management.GetHosts(onlyActive: true)).Keys.Order());
        Assert.Equal(silos.Order(), (await management.GetDetailedHosts(onlyActive: true)).Select(silo => silo.SiloAddress).Order());
        Assert.Equal(3, (await management.GetRuntimeStatistics([])).Length);
        Assert.Single(await management.GetRuntimeStatistics([silos[1]]));
        var statistics = (await management.GetSimpleGrainStatistics()).Where(statistic => statistic.GrainType == typeof(HereGrain).FullName).ToArray();
        Assert.Equal(silos.Order(), statistics.Select(statistic => statistic.SiloAddress).Order());
        Assert.Equal(60, statistics.Sum(statistic => statistic.ActivationCount));
        Assert.Equal(60, (await management.GetDetailedGrainStatistics([typeof(HereGrain).FullName!])).Select(statistic => statistic.GrainId).Distinct().Count());
        Assert.Equal(61, await management.GetTotalActivationCount());
        var there = grid.Client.Here(await grid.HereOn(2));
        Assert.Equal(silos[2], await management.GetActivationAddress(there));
        Assert.Null(await management.GetActivationAddress(grid.Client.Here("nobody")));
    }

    [Fact]
    public async Task Collecting_reaches_all_silos_and_empties_the_directory()
    {
        await using var grid = await TestGrid.Start(2);
        for (var key = 0; key < 20; key++)
            await grid.Client.Here($"{key}").Count();
        var management = grid.Client.GetGrain<IManagementGrain>(0);
        await management.ForceActivationCollection(TimeSpan.Zero);
        Assert.Empty(await management.GetActiveGrains(grid.Client.Here("0").GetGrainId().Type));
        Assert.Null(await management.GetActivationAddress(grid.Client.Here("0")));
        Assert.Equal(1, await grid.Client.Here("0").Count());
    }
}
