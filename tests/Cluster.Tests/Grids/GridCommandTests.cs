using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Grids;

/// <summary>The command line against a grid that it finds in Redis.</summary>
public sealed class GridCommandTests
{
    [Fact]
    public async Task A_grid_is_found_in_redis_and_does_what_it_is_told()
    {
        await using var grid = await RunningGrid.Start(2);
        string[] connect = ["--connect", $"redis://{grid.Redis.Endpoint}", "--cluster", grid.ClusterId, "--json"];
        using var folder = new TempFolder();

        var nodes = (await Minegrid.Run(folder, ["nodes", .. connect])).Expect(0);
        Assert.All(grid.Silos, silo => Assert.Contains($"127.0.0.1:{silo.SiloPort}@", nodes.Output, StringComparison.Ordinal));
        (await Minegrid.Run(folder, ["mine", "start", "--zero-bits", "16", "--until", "5", .. connect])).Expect(0);
        await GridEventually.Holds(async () =>
        {
            var height = (await grid.Grid.Chain("solo").GetStatus()).Height;
            return height == 5 ? null : $"the chain is at {height}";
        });
        (await Minegrid.Run(folder, ["chain", "verify", .. connect])).Expect(0);
    }
}
