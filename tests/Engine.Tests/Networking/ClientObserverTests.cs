using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using MiningGrid.Engine.Tests.Observers;

namespace MiningGrid.Engine.Tests.Networking;

public class ClientObserverTests
{
    [Fact]
    public async Task A_grain_calls_an_object_in_a_client()
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo);
        var ear = new Ear();
        var reference = client.Grains.CreateObjectReference<IEar>(ear);
        var mouth = client.Grains.GetGrain<IMouthGrain>("a");

        Assert.Equal(1, await mouth.Say(reference, "one"));
        await mouth.SayWithoutWaiting(reference, "two");
        await mouth.Notice(reference, "three");

        await Eventually.That(() => ear.Heard.Count == 3, "three words");
        Assert.Equal(["one", "two", "three"], ear.Heard);
        await Assert.ThrowsAsync<InvalidOperationException>(() => mouth.Say(reference, "fail"));
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task A_client_that_is_gone_cannot_be_called()
    {
        await using var silo = await NetworkedSilo.Start();
        var client = await OutsideClient.Connect(silo);
        var ear = new Ear();
        var reference = client.Grains.CreateObjectReference<IEar>(ear);
        var there = silo.Grains.GetGrain<IEar>(reference.GetGrainId());
        Assert.Equal(1, await there.Hear("one"));

        await client.DisposeAsync();
        await Eventually.That(() => silo.Gateway.ClientCount == 0, "the client to have left");
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => there.Hear("two"));
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task A_call_of_an_object_fails_when_its_client_goes_meanwhile()
    {
        await using var silo = await NetworkedSilo.Start();
        var client = await OutsideClient.Connect(silo);
        var ear = new Ear();
        var there = silo.Grains.GetGrain<IEar>(client.Grains.CreateObjectReference<IEar>(ear).GetGrainId());
        Assert.Equal(1, await there.Hear("one"));
        var call = there.Hear("wait");
        await client.DisposeAsync();
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => call);
        ear.Gate.SetResult();
    }
}
