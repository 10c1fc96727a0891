using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Compact.Networking;
using Compact.Routing;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using MiningGrid.Engine.Tests.Observers;

namespace MiningGrid.Engine.Tests.Networking;

/// <summary>Calls of objects on another silo, which the runtime finds without a directory: those of the silo's own client, and system targets.</summary>
public class SiloLinkTests
{
    private static readonly GrainType Target = GrainType.Create("sys.svc.test.ear");

    [Fact]
    public async Task Silos_call_each_other()
    {
        await using var first = await NetworkedSilo.Start();
        await using var second = await NetworkedSilo.Start();
        var ear = new Ear();
        second.Get<SystemTargets>().Add(Target, ear);
        var there = first.Get<SystemTargets>().Get<IEar>(Target, second.Address);

        Assert.Equal(1, await there.Hear("one"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => there.Hear("fail"));
        there.Notice("two");
        await Eventually.That(() => ear.Heard.Count == 2, "the one-way call");

        var own = second.Grains.CreateObjectReference<IEar>(ear);
        Assert.Equal(3, await first.Grains.GetGrain<IEar>(own.GetGrainId()).Hear("three"));
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task Many_calls_share_one_connection_that_is_just_being_made()
    {
        await using var first = await NetworkedSilo.Start();
        await using var second = await NetworkedSilo.Start();
        var ear = new Ear();
        second.Get<SystemTargets>().Add(Target, ear);
        var there = first.Get<SystemTargets>().Get<IEar>(Target, second.Address);
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => there.Hear("word")));
        Assert.Single(first.Links.Connections);
        Assert.Equal(1000, ear.Heard.Count);
    }

    [Fact]
    public async Task A_silo_that_nobody_is_at_fails_the_runtimes_own_calls_at_once()
    {
        await using var silo = await NetworkedSilo.Start();
        var nobody = SiloAddress.New(IPAddress.Loopback, 1, 5);
        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => silo.Get<SystemTargets>().Get<IEar>(Target, nobody).Hear("one"));
        Assert.Contains("was not sent", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_runtimes_own_calls_do_not_wait_for_the_time_of_the_next_attempt_to_connect_with_those_that_do()
    {
        await using var silo = await NetworkedSilo.Start(time: new ManualTime());
        GrainId onGone;
        SiloAddress gone;
        await using (var second = await NetworkedSilo.Start())
        {
            gone = second.Address;
            onGone = second.Grains.CreateObjectReference<IEar>(new Ear()).GetGrainId();
        }

        var waiting = silo.Grains.GetGrain<IEar>(onGone).Hear("waits");
        for (var attempt = 1; attempt <= 3; attempt++)
            await Assert.ThrowsAsync<SiloUnavailableException>(() => silo.Get<SystemTargets>().Get<IEar>(Target, gone).Hear("now").WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task What_was_meant_for_a_silos_earlier_life_is_not_served_by_the_new_one()
    {
        await using var first = await NetworkedSilo.Start();
        await using var second = await NetworkedSilo.Start();
        var earlier = SiloAddress.New(second.Address.Endpoint, second.Address.Generation - 1);
        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => first.Get<SystemTargets>().Get<IEar>(Target, earlier).Hear("one"));
        Assert.Contains("is not here", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_silo_is_declared_dead_calls_that_left_fail_and_the_others_are_routed_anew()
    {
        await using var first = await NetworkedSilo.Start();
        await using var second = await NetworkedSilo.Start();
        var ear = new Ear();
        second.Get<SystemTargets>().Add(Target, ear);
        var there = first.Get<SystemTargets>().Get<IEar>(Target, second.Address);
        Assert.Equal(1, await there.Hear("one"));
        var left = there.Hear("wait");

        first.Links.Drop(second.Address);

        Assert.Contains("may have been served", (await Assert.ThrowsAsync<SiloUnavailableException>(() => left)).Message, StringComparison.Ordinal);
        Assert.Contains("gave the call back", (await Assert.ThrowsAsync<SiloUnavailableException>(() => there.Hear("two"))).Message, StringComparison.Ordinal);
        ear.Gate.SetResult();
    }

    [Fact]
    public async Task A_silo_that_takes_connections_and_says_nothing_does_not_hold_calls_for_ever()
    {
        var time = new ManualTime();
        await using var silo = await NetworkedSilo.Start(time: time);
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var call = silo.Get<SystemTargets>().Get<IEar>(Target, SiloAddress.New((IPEndPoint)deaf.LocalEndpoint, 5)).Hear("one");
        await Eventually.That(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return call.IsCompleted;
            },
            "the call to fail");
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task One_way_calls_that_wait_in_a_connection_that_breaks_are_routed_anew_and_those_that_go_nowhere_are_counted()
    {
        const int words = 64;
        var dropped = 0L;
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => Listen(instrument, listener) };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref dropped, count));
        listener.Start();
        await using var silo = await NetworkedSilo.Start();
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var deaf = silo.Get<SystemTargets>().Get<IEar>(Target, SiloAddress.New((IPEndPoint)port.LocalEndpoint, 5));
        var word = new string('x', 1 << 18);
        deaf.Notice(word);
        using (var peer = new RawPeer(await port.AcceptSocketAsync()))
        {
            await peer.Receive();
            await peer.Send(FrameKind.Welcome, []);
            await Eventually.That(() => silo.Links.Connections.Any(), "the connection to be made");
            for (var i = 0; i < words; i++)
                deaf.Notice(word); // far more than the system's buffers take
        }

        await Eventually.That(() => Interlocked.Read(ref dropped) > 0, "calls that could not be sent anywhere to be counted");

        static void Listen(Instrument instrument, MeterListener listener)
        {
            if (instrument.Name == "orleans-messaging-sent-dropped")
                listener.EnableMeasurementEvents(instrument);
        }
    }
}
