using MiningGrid.Engine.Tests.Membership.Simulated;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class JoinAndLeaveTests
{
    [Fact]
    public void Silos_that_join_know_each_other()
    {
        using var cluster = new SimulatedCluster();

        var silos = cluster.StartMany(3);

        Assert.All(silos, silo => Assert.Equal(3, silo.Oracle.GetActiveSilos().Length));
        Assert.All(silos, silo => Assert.Empty(silo.Log.Lines));
    }
}
