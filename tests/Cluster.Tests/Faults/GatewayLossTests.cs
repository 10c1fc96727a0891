using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Cluster.Tests.Relays;

namespace MiningGrid.Cluster.Tests.Faults;

/// <summary>A client that loses the silo through which it talks with the grid.</summary>
public sealed class GatewayLossTests
{
    private const int ZeroBits = 20;

    [Theory]
    [InlineData("killed")]
    [InlineData("stopped")]
    public async Task A_watch_goes_on_through_another_gateway_without_gap_or_repeat(string how)
    {
        await using var network = new RelayedNetwork();
        await using var grid = await RunningGrid.Start(3, network);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);

        while (grid.Silos.Count > 1)
        {
            var gateway = await Gateway(grid, network);
            if (how == "killed")
                await grid.Kill(gateway);
            else
                await grid.Stop(gateway);
            await chain.Grow(5); // each follows on the one before, or the listening fails
        }

        Assert.Equal(1, chain.Watches);
        await chain.StopAndVerify();
    }

    private static async Task<SiloProcess> Gateway(RunningGrid grid, RelayedNetwork network)
    {
        SiloProcess? gateway = null;
        await GridEventually.Holds(() =>
        {
            gateway = network.GatewayOf(grid.Silos, Environment.ProcessId);
            return Task.FromResult(gateway is null ? "the client is connected to no gateway" : null);
        });
        return gateway!;
    }
}
