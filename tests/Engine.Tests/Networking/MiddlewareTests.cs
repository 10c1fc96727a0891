using System.Security.Authentication;
using Compact.Networking;
using Compact.Routing;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Networking;

/// <summary>What connections pass through between the socket and the protocol.</summary>
public sealed class MiddlewareTests
{
    private static byte[] Hello => HandshakeFrames.Build(FrameKind.Hello, new Hello("dev", "dev", null, ClientIds.New(), null).ToBytes());

    [Fact]
    public async Task Calls_of_all_sizes_pass_through_it_on_both_sides()
    {
        await using var silo = await NetworkedSilo.Start(builder => builder.Configure<SiloConnectionOptions>(options => options.ConfigureGatewayInboundConnection(Scrambled.Add)));
        await using var client = await OutsideClient.Connect(silo, builder => builder.Configure<ClientConnectionOptions>(options => options.ConfigureConnection(Scrambled.Add)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => client.Grains.GetGrain<IEchoGrain>(i % 50).Echo(i)));
        Assert.Equal(Enumerable.Range(0, 2000), answers);
        var text = new string('x', 1 << 20);
        Assert.Equal(text, await client.Grains.GetGrain<IEchoGrain>(1).Text(text));
    }

    [Fact]
    public async Task Who_does_not_pass_through_it_is_not_understood()
    {
        await using var silo = await NetworkedSilo.Start(builder => builder.Configure<SiloConnectionOptions>(options => options.ConfigureGatewayInboundConnection(Scrambled.Add)));
        using var plain = await RawPeer.Connect(silo.GatewayPort);
        await plain.Send(Hello);
        await plain.IsClosed();
        using var turned = await RawPeer.Connect(silo.GatewayPort);
        await turned.Send([.. Hello.Select(one => (byte)~one)]);
        await Eventually.That(() => silo.Gateway.ClientCount == 1, "the client that passes through it to be let in");
    }

    [Fact]
    public async Task Each_kind_of_connection_has_its_own()
    {
        await using var silo = await NetworkedSilo.Start(builder => builder.Configure<SiloConnectionOptions>(options => options.ConfigureSiloInboundConnection(Scrambled.Add)));
        await using var client = await OutsideClient.Connect(silo);
        Assert.Equal(3, await client.Grains.GetGrain<IEchoGrain>(1).Echo(3));

        using var peer = await RawPeer.Connect(silo.Address.Endpoint.Port);
        await peer.Send(Hello);
        await peer.IsClosed();
    }

    [Fact]
    public async Task It_counts_among_the_time_that_a_hello_may_take()
    {
        var time = new ManualTime();
        var ended = new TaskCompletionSource();
        await using var silo = await NetworkedSilo.Start(builder => builder.Configure<SiloConnectionOptions>(options => options.ConfigureGatewayInboundConnection(Endless)), time);
        using var peer = await RawPeer.Connect(silo.GatewayPort);
        await peer.Send(Hello);
        var closed = peer.IsClosed();
        await Eventually.That(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return closed.IsCompleted && ended.Task.IsCompleted;
            },
            "the connection to be closed and the middleware to know");

        void Endless(IConnectionBuilder connection) => connection.Use(_ => async context =>
        {
            await using var told = context.ConnectionClosed.UnsafeRegister(_ => ended.TrySetResult(), null);
            await ended.Task;
        });
    }

    [Fact]
    public async Task Who_is_within_it_counts_among_the_strangers()
    {
        await using var silo = await NetworkedSilo.Start(builder => builder.Configure<SiloConnectionOptions>(options => options.ConfigureGatewayInboundConnection(Scrambled.Add)));
        var peers = new List<RawPeer>();
        for (var i = 0; i < ConnectionLimits.StrangersMax; i++)
            peers.Add(await RawPeer.Connect(silo.GatewayPort));
        using var oneMore = await RawPeer.Connect(silo.GatewayPort);
        await oneMore.IsClosed();
        peers.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task A_client_is_told_what_its_own_middleware_found_wrong()
    {
        await using var silo = await NetworkedSilo.Start();
        using var host = OutsideClient.Build([silo.GatewayPort], builder => builder.Configure<ClientConnectionOptions>(options =>
            options.ConfigureConnection(connection => connection.Use(_ => context => throw new InvalidOperationException($"No, {context.RemoteEndPoint}.")))));

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => host.StartAsync());

        Assert.Contains($"No, 127.0.0.1:{silo.GatewayPort}.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x15, 3, 3, 0, 2, 2, 40 })]
    [InlineData(new byte[] { 0x15, 3, 1, 0, 2, 2, 70 })]
    public async Task A_gateway_that_answers_by_an_alert_of_tls_is_told_of_as_such(byte[] alert)
    {
        await using var silo = await NetworkedSilo.Start(builder => builder.Configure<SiloConnectionOptions>(options => options.ConfigureGatewayInboundConnection(Alerting)));
        using var host = OutsideClient.Build([silo.GatewayPort]);

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => host.StartAsync());

        Assert.Contains("it speaks TLS, and this side does not", exception.Message, StringComparison.Ordinal);
        var cause = Assert.Single(Assert.IsType<AggregateException>(exception.InnerException).InnerExceptions);
        Assert.IsType<AuthenticationException>(cause.InnerException);

        void Alerting(IConnectionBuilder connection) => connection.Use(_ => async context =>
        {
            var hello = await context.Transport.Input.ReadAsync();
            context.Transport.Input.AdvanceTo(hello.Buffer.End);
            await context.Transport.Output.WriteAsync(alert);
        });
    }

    [Fact]
    public async Task A_connection_that_is_closed_before_it_answers_is_told_of_as_such()
    {
        await using var silo = await NetworkedSilo.Start(builder => builder.Configure<SiloConnectionOptions>(options => options.ConfigureGatewayInboundConnection(Scrambled.Add)));
        using var host = OutsideClient.Build([silo.GatewayPort]);

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => host.StartAsync());

        Assert.Contains("closed the connection before it answered", exception.Message, StringComparison.Ordinal);
    }
}
