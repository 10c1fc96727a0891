using Compact.Routing;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Networking;

public class OutsideClientTests
{
    [Fact]
    public async Task A_client_calls_grains()
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo);
        var echo = client.Grains.GetGrain<IEchoGrain>(7);

        Assert.Equal(3, await echo.Echo(3));
        await echo.Nothing();
        Assert.Equal("text", await echo.Text("text"));
        Assert.Equal(7, await echo.Key());
        Assert.Equal(5, await echo.EchoThrough(8, 5));
    }

    [Fact]
    public async Task Many_calls_at_once_get_each_its_own_answer()
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5000).Select(i => client.Grains.GetGrain<IEchoGrain>(i % 50).Echo(i)));
        Assert.Equal(Enumerable.Range(0, 5000), answers);
    }

    [Fact]
    public async Task A_megabyte_goes_there_and_back()
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo);
        var text = new string('x', 1 << 20);
        Assert.Equal(text, await client.Grains.GetGrain<IEchoGrain>(1).Text(text));
    }

    [Fact]
    public async Task An_argument_over_the_limit_is_refused_by_name_and_costs_nothing_else()
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo, builder => builder.Configure<ClientMessagingOptions>(options => options.MaxMessageBodySize = 10_000));
        var echo = client.Grains.GetGrain<IEchoGrain>(1);
        var exception = await Assert.ThrowsAsync<LimitExceededException>(() => echo.Text(new string('x', 10_001)).AsTask());
        Assert.Contains("MaxMessageBodySize allows 10000", exception.Message, StringComparison.Ordinal);
        Assert.Equal("y", await echo.Text("y"));
    }

    [Fact]
    public async Task A_result_over_the_limit_is_refused_by_name_and_costs_nothing_else()
    {
        await using var silo = await NetworkedSilo.Start(builder => builder.Configure<SiloMessagingOptions>(options => options.MaxMessageBodySize = 10_000));
        await using var client = await OutsideClient.Connect(silo);
        var echo = client.Grains.GetGrain<IEchoGrain>(1);
        var exception = await Assert.ThrowsAnyAsync<OrleansException>(() => echo.Repeat("xyz", 5_000));
        Assert.Contains("MaxMessageBodySize allows 10000", exception.Message, StringComparison.Ordinal);
        Assert.Equal("y", await echo.Text("y"));
    }

    [Fact]
    public async Task A_grains_exception_reaches_the_client()
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo);
        var work = client.Grains.Work("a");
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => work.Fail("why"));
        Assert.Equal("why", exception.Message);
        Assert.Equal(5, (await Assert.ThrowsAsync<OwnException>(() => work.FailWithOwn(5))).Code);
    }

    [Fact]
    public async Task A_clients_token_is_cancelled_in_the_grain()
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo, builder => builder.Configure<ClientMessagingOptions>(options => options.WaitForCancellationAcknowledgement = true));
        using var cancellation = new CancellationTokenSource();
        var call = client.Grains.Work("a").WaitForCancellation(cancellation.Token);
        await silo.Journal.Wrote("waiting");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(silo.Journal.Has("cancelled in turn"));
    }

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_fails()
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo, builder => builder.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMilliseconds(300)));
        await Assert.ThrowsAsync<TimeoutException>(() => client.Grains.Work("a").Work("never"));
        silo.Journal.Open("never");
    }

    [Fact]
    public async Task One_way_calls_arrive()
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo);
        await client.Grains.Work("a").Tell("hello");
        await Eventually.That(() => silo.Journal.Entries.Contains("hello"), "the one-way call");
    }

    [Fact]
    public async Task The_request_context_travels_along()
    {
        await using var silo = await NetworkedSilo.Start();
        await using var client = await OutsideClient.Connect(silo);
        RequestContext.Set("trace", "17");
        Assert.Equal("17", await client.Grains.GetGrain<ICallerGrain>("a").ContextThrough("trace", "b"));
    }

    [Fact]
    public async Task What_is_there_for_silos_alone_is_not_reached()
    {
        await using var silo = await NetworkedSilo.Start();
        var type = GrainType.Create("sys.svc.meeting");
        silo.Get<SystemTargets>().Add(type, new Meeting());
        await using var client = await OutsideClient.Connect(silo);
        var target = client.Grains.GetGrain<IMeeting>(SystemTargets.IdOf(type, silo.Address));
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => target.Meet(1));
    }
}
