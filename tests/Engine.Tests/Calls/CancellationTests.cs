using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MiningGrid.Engine.Tests.Calls;

public class CancellationTests
{
    [Fact]
    public async Task Cancelling_a_call_ends_the_callers_wait_and_cancels_the_grains_token_in_its_turn()
    {
        await using var silo = await TestSilo.Start();
        using var cancellation = new CancellationTokenSource();
        var call = silo.Grains.Work("a").WaitForCancellation(cancellation.Token);
        await silo.Journal.Wrote("waiting");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await silo.Journal.Wrote("cancelled");
        Assert.True(silo.Journal.Has("cancelled in turn"));
    }

    [Fact]
    public async Task A_caller_may_wait_until_the_grain_has_acknowledged()
    {
        await using var silo = await TestSilo.Start(builder => builder.Configure<SiloMessagingOptions>(options => options.WaitForCancellationAcknowledgement = true));
        using var cancellation = new CancellationTokenSource();
        var call = silo.Grains.Work("a").WaitForCancellation(cancellation.Token);
        await silo.Journal.Wrote("waiting");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(silo.Journal.Has("cancelled"));
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_not_sent()
    {
        await using var silo = await TestSilo.Start();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silo.Grains.Work("a").WaitForCancellation(new CancellationToken(canceled: true)));
        Assert.Empty(silo.Journal.Entries);
    }

    [Fact]
    public async Task A_cancelled_call_that_waits_is_never_begun()
    {
        await using var silo = await TestSilo.Start();
        using var cancellation = new CancellationTokenSource();
        var grain = silo.Grains.Work("a");
        var running = grain.Work("1");
        await silo.Journal.Wrote("begin 1");
        var waiting = grain.WorkUntil("2", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        silo.Journal.Open("1");
        await running;
        await grain.Activation();
        Assert.False(silo.Journal.Has("begin 2"));
    }

    [Fact]
    public async Task A_time_out_cancels_the_grains_token()
    {
        var time = new ManualTime();
        await using var silo = await TestSilo.Start(time: time);
        var call = silo.Grains.Work("a").WaitForCancellation(CancellationToken.None);
        await silo.Journal.Wrote("waiting");
        time.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        await silo.Journal.Wrote("cancelled in turn");
    }
}
