using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Lifetime;

public class StopTests
{
    [Fact]
    public async Task A_stopping_silo_lets_running_calls_finish_and_takes_no_new_ones()
    {
        await using var silo = await TestSilo.Start();
        var running = silo.Grains.Work("a").Work("1");
        await silo.Journal.Wrote("begin 1");
        var stop = silo.Stop();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => silo.Grains.Work("b").Activation());
        Assert.False(stop.IsCompleted);
        silo.Journal.Open("1");
        await running;
        await stop;
        Assert.Equal(["activate a", "begin 1", "end 1", "deactivate a ShuttingDown"], silo.Journal.Entries);
        Assert.Empty(silo.Catalog.Activations);
    }

    [Fact]
    public async Task A_call_that_finishes_while_the_silo_stops_may_still_call_other_grains()
    {
        await using var silo = await TestSilo.Start();
        await silo.Grains.Work("b").Activation();
        var running = silo.Grains.GetGrain<ISlowCallerGrain>("a").WaitAndCall("1", "b");
        await silo.Journal.Wrote("begin 1");
        var stop = silo.Stop();
        await silo.Journal.Wrote("deactivate b ShuttingDown");
        silo.Journal.Open("1");
        Assert.True(await running > 0);
        await stop;
        Assert.Empty(silo.Catalog.Activations);
    }

    [Fact]
    public async Task A_call_that_never_ends_does_not_keep_the_silo_from_stopping()
    {
        await using var silo = await TestSilo.Start();
        var call = silo.Grains.Work("a").Work("never");
        await silo.Journal.Wrote("begin never");
        using var impatience = new CancellationTokenSource();
        var stop = silo.Stop(impatience.Token);
        await impatience.CancelAsync();
        await Eventually.Completes(stop, "the silo to stop");
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task Grains_that_bring_each_other_back_do_not_keep_the_silo_from_stopping()
    {
        await using var silo = await TestSilo.Start();
        await silo.Grains.GetGrain<IRallyGrain>(0).Hit();
        await Eventually.Completes(silo.Stop(), "the silo to stop");
        Assert.Empty(silo.Catalog.Activations);
    }
}
