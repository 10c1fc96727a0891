using Compact.Routing;
using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Clusters;

public class SystemTargetTests
{
    private static readonly GrainType Type = GrainType.Create("sys.svc.meeting");

    [Fact]
    public async Task Calls_run_beside_each_other_and_are_no_activations()
    {
        await using var silo = await TestSilo.Start();
        var target = Add(silo);
        await Eventually.Completes(Task.WhenAll(Enumerable.Range(0, 8).Select(_ => target.Meet(8))), "eight calls to meet");
        Assert.Empty(silo.Catalog.Activations);
    }

    [Fact]
    public async Task A_failure_reaches_the_caller()
    {
        await using var silo = await TestSilo.Start();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Add(silo).Fail("no"));
        Assert.Equal("no", failure.Message);
    }

    [Fact]
    public void An_id_names_its_silo()
    {
        var silo = SiloAddress.Parse("127.0.0.1:11111@7");
        var id = SystemTargets.IdOf(Type, silo);
        Assert.Equal("sys.svc.meeting/127.0.0.1:11111@7", id.ToString());
        Assert.True(SystemTargets.TryGetSilo(id, out var named));
        Assert.Equal(silo, named);
        Assert.Throws<ArgumentException>(() => SystemTargets.IdOf(GrainType.Create("meeting"), silo));
    }

    [Fact]
    public void A_client_id_names_its_silo_or_none()
    {
        var silo = SiloAddress.Parse("127.0.0.1:11111@7");
        var observer = ClientIds.NewObserver(ClientIds.Of(silo));
        Assert.Equal(ClientIds.Of(silo), ClientIds.ClientOf(observer));
        Assert.True(ClientIds.TryGetSilo(observer, out var named));
        Assert.Equal(silo, named);
        var outside = ClientIds.New();
        Assert.Equal(outside, ClientIds.ClientOf(ClientIds.NewObserver(outside)));
        Assert.False(ClientIds.TryGetSilo(outside, out _));
    }

    private static IMeeting Add(TestSilo silo)
    {
        var targets = silo.Services.GetRequiredService<SystemTargets>();
        targets.Add(Type, new Meeting());
        return targets.Get<IMeeting>(Type, silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress);
    }
}
