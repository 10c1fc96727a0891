using MiningGrid.Cluster.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Hosting;

public sealed class SiloStartTests
{
    [Fact]
    public async Task Silos_of_other_ports_run_side_by_side()
    {
        await using var one = await SiloProcess.Start(("Storage:Provider", "memory"), ("Mining:Workers", "1"));
        await using var two = await SiloProcess.Start(("Storage:Provider", "memory"), ("Mining:Workers", "1"));

        Assert.Equal(0, await one.Stop());
        Assert.Equal(0, await two.Stop());
    }
}
