using System.Buffers.Binary;
using System.Text;
using Compact.Networking;
using Compact.Routing;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Hosting;

namespace MiningGrid.Engine.Tests.Networking;

public class HandshakeTests
{
    [Fact]
    public async Task Another_clusters_client_is_refused_and_told_why()
    {
        await using var silo = await NetworkedSilo.Start();
        using var host = OutsideClient.Build([silo.GatewayPort], client => client.Configure<Orleans.Configuration.ClusterOptions>(options => options.ClusterId = "other"));
        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => host.StartAsync());
        Assert.Contains("the cluster here is \"dev\", not \"other\"", exception.Message, StringComparison.Ordinal);
        Assert.Contains($":{silo.GatewayPort}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_is_told_which_gateways_it_could_not_reach()
    {
        using var host = OutsideClient.Build([1]);
        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => host.StartAsync());
        Assert.Contains("gwy.tcp://127.0.0.1:1/0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_meant_for_an_earlier_life_of_a_silo_is_refused()
    {
        await using var silo = await NetworkedSilo.Start();
        using var peer = await RawPeer.Connect(silo.Address.Endpoint.Port);
        var earlier = SiloAddress.New(silo.Address.Endpoint, silo.Address.Generation - 1);
        await peer.Send(FrameKind.Hello, new Hello("dev", "dev", earlier, default, earlier).ToBytes());
        var (kind, payload) = await peer.Receive();
        Assert.Equal(FrameKind.Refusal, kind);
        Assert.Contains($"{earlier} is not here", Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
        await peer.IsClosed();
    }

    [Fact]
    public async Task A_client_at_the_silos_port_is_told_where_the_gateway_is()
    {
        await using var silo = await NetworkedSilo.Start();
        using var peer = await RawPeer.Connect(silo.Address.Endpoint.Port);
        await peer.Send(FrameKind.Hello, new Hello("dev", "dev", null, ClientIds.New(), null).ToBytes());
        var (_, payload) = await peer.Receive();
        Assert.Contains($":{silo.GatewayPort}", Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("\u0009\0\0\0\u0004\0\0\0\0\0\0\0\0")]
    [InlineData("\u0009\0\0\0\u0001\0\0\0\0\0\0\0\0")]
    [InlineData("\u000d\0\0\0\u0001\0\0\0\0\0\0\0\0GMCO")]
    public async Task Garbage_closes_its_connection_and_costs_nothing_else(string garbage)
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo);
        foreach (var port in new[] { silo.GatewayPort, silo.Address.Endpoint.Port })
        {
            using var peer = await RawPeer.Connect(port);
            await peer.Send(Encoding.Latin1.GetBytes(garbage));
            await peer.IsClosed();
        }

        Assert.Equal(3, await client.Grains.GetGrain<IEchoGrain>(1).Echo(3));
    }

    [Fact]
    public async Task Garbage_after_a_proper_hello_closes_its_connection_and_costs_nothing_else()
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo);
        using var peer = await RawPeer.Connect(silo.GatewayPort);
        await peer.Send(FrameKind.Hello, new Hello("dev", "dev", null, ClientIds.New(), null).ToBytes());
        Assert.Equal(FrameKind.Welcome, (await peer.Receive()).Kind);

        // A well-formed frame with a payload that is no call is answered; a length over the limit is the end.
        await peer.Send(FrameKind.Request, [1, 2, 3]);
        Assert.Equal(FrameKind.Answer, (await peer.Receive()).Kind);
        var tooLong = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(tooLong, uint.MaxValue);
        await peer.Send(tooLong);
        await peer.IsClosed();
        Assert.Equal(3, await client.Grains.GetGrain<IEchoGrain>(1).Echo(3));
    }

    [Fact]
    public async Task Who_says_no_hello_in_time_is_disconnected()
    {
        var time = new ManualTime();
        await using var silo = await NetworkedSilo.Start(time: time);
        using var silent = await RawPeer.Connect(silo.GatewayPort);
        using var slow = await RawPeer.Connect(silo.GatewayPort);
        await slow.Send([0x40, 0, 0]);
        var closed = Task.WhenAll(silent.IsClosed(), slow.IsClosed());
        await Eventually.That(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return closed.IsCompleted;
            },
            "both to be disconnected");
        await closed;
    }

    [Fact]
    public async Task Strangers_are_bounded()
    {
        await using var silo = await NetworkedSilo.Start();
        var peers = new List<RawPeer>();
        for (var i = 0; i < ConnectionLimits.StrangersMax; i++)
            peers.Add(await RawPeer.Connect(silo.GatewayPort));
        using var oneMore = await RawPeer.Connect(silo.GatewayPort);
        await oneMore.IsClosed();
        peers.ForEach(peer => peer.Dispose());

        // The places are free again when those have gone.
        await using var client = await OutsideClient.Connect([silo.GatewayPort], builder => builder.UseConnectionRetryFilter((_, _) => Task.FromResult(true)));
        Assert.Equal(3, await client.Grains.GetGrain<IEchoGrain>(1).Echo(3));
    }

    [Fact]
    public async Task Who_ends_its_half_of_a_connection_is_disconnected()
    {
        await using var silo = await NetworkedSilo.Start();
        using var peer = await RawPeer.Connect(silo.GatewayPort);
        await peer.Send(FrameKind.Hello, new Hello("dev", "dev", null, ClientIds.New(), null).ToBytes());
        Assert.Equal(FrameKind.Welcome, (await peer.Receive()).Kind);
        Assert.Equal(1, silo.Gateway.ClientCount);
        peer.EndSending();
        await peer.IsClosed();
        await Eventually.That(() => silo.Gateway.ClientCount == 0, "the client to have left");
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start_and_is_named()
    {
        await using var silo = await NetworkedSilo.Start();
        using var second = TestSilo.Build(builder => builder.Configure<Orleans.Configuration.EndpointOptions>(options => options.SiloPort = silo.Address.Endpoint.Port));
        var exception = await Assert.ThrowsAsync<OrleansConfigurationException>(() => second.StartAsync());
        Assert.Contains($"EndpointOptions.SiloPort: the silo can't listen on 127.0.0.1:{silo.Address.Endpoint.Port}", exception.Message, StringComparison.Ordinal);
    }
}
