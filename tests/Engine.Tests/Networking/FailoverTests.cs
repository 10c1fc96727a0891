using System.Net;
using Compact.Networking;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using MiningGrid.Engine.Tests.Observers;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MiningGrid.Engine.Tests.Networking;

/// <summary>Two gateways of clusters of their own, between which a client can be seen to change.</summary>
public class FailoverTests
{
    [Fact]
    public async Task When_its_gateway_stops_calls_in_flight_are_answered_and_new_ones_go_to_another()
    {
        await using var first = await NetworkedSilo.Start();
        await using var second = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect([first.GatewayPort, second.GatewayPort]);
        var inFlight = client.Grains.Work("a").Work("gate");
        await first.Journal.Wrote("begin gate");

        var stop = first.Stop();
        await Eventually.That(() => second.Gateway.ClientCount == 1, "the client to change its gateway");
        await client.Grains.Work("b").Tell("new");
        await second.Journal.Wrote("new");
        first.Journal.Open("gate");

        await Eventually.Completes(inFlight, "the call in flight to be answered");
        await stop;
    }

    [Fact]
    public async Task When_its_gateway_dies_calls_in_flight_fail_and_new_ones_go_to_another()
    {
        await using var first = await NetworkedSilo.Start();
        await using var second = await NetworkedSilo.Start();
        var counts = new List<int>();
        await using var client = await OutsideClient.Connect(
            [first.GatewayPort, second.GatewayPort],
            builder => builder.AddGatewayCountChangedHandler((_, change) => counts.Add(change.NumberOfConnectedGateways)));
        var inFlight = client.Grains.Work("a").Work("gate");
        await first.Journal.Wrote("begin gate");

        first.Get<SiloNetwork>().Abort();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => inFlight);
        await client.Grains.Work("b").Tell("new");
        await second.Journal.Wrote("new");
        Assert.Equal([1, 0, 1], counts);
        first.Journal.Open("gate");
    }

    [Fact]
    public async Task Its_observers_are_called_through_the_new_gateway()
    {
        await using var first = await NetworkedSilo.Start();
        await using var second = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect([first.GatewayPort, second.GatewayPort]);
        var ear = new Ear();
        var reference = client.Grains.CreateObjectReference<IEar>(ear);
        first.Get<SiloNetwork>().Abort();
        await Eventually.That(() => second.Gateway.ClientCount == 1, "the client to change its gateway");
        Assert.Equal(1, await client.Grains.GetGrain<IMouthGrain>("a").Say(reference, "one"));
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task Without_a_gateway_calls_fail_and_the_client_comes_back_when_there_is_one()
    {
        using var port = new ReservedPort();
        var silo = await StartAt(port);
        var lost = new TaskCompletionSource();
        await using var client = await OutsideClient.Connect(silo, builder => builder.AddClusterConnectionLostHandler((_, _) => lost.TrySetResult()));
        Assert.Equal(1, await client.Grains.GetGrain<IEchoGrain>(1).Echo(1));
        await silo.DisposeAsync();
        await Eventually.Completes(lost.Task, "the client to say that it lost the cluster");

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => client.Grains.GetGrain<IEchoGrain>(1).Echo(1));
        Assert.Contains($":{port.Number}", exception.Message, StringComparison.Ordinal);

        await using var again = await StartAt(port);
        await Eventually.That(() => again.Gateway.ClientCount == 1, "the client to come back");
        Assert.Equal(2, await client.Grains.GetGrain<IEchoGrain>(1).Echo(2));
    }

    [Fact]
    public async Task A_client_that_stops_fails_what_waits()
    {
        await using var silo = await NetworkedSilo.Start();
        var client = await OutsideClient.Connect(silo);
        var call = client.Grains.Work("a").Work("never");
        await silo.Journal.Wrote("begin never");
        await client.Stop();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => client.Grains.GetGrain<IEchoGrain>(1).Echo(1));
        silo.Journal.Open("never");
        await client.DisposeAsync();
    }

    // Other tests' silos, to which the client would connect as well, can't get the port in between.
    private static Task<NetworkedSilo> StartAt(ReservedPort port) => NetworkedSilo.Start(builder =>
        builder.Configure<EndpointOptions>(options => options.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Loopback, options.GatewayPort = port.Number)));
}
