using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Configuration;

namespace MiningGrid.Engine.Tests.Turns;

public class InterleavingTests
{
    [Fact]
    public async Task A_call_that_always_interleaves_enters_while_another_runs()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.Work("a");
        var running = grain.Work("1");
        await silo.Journal.Wrote("begin 1");
        silo.Journal.Open("2");
        await grain.Interleaving("2");
        Assert.False(running.IsCompleted);
        silo.Journal.Open("1");
        await running;
    }

    [Fact]
    public async Task While_an_interleaving_call_runs_others_begin()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.Work("a");
        var interleaving = grain.Interleaving("1");
        await silo.Journal.Wrote("begin 1");
        silo.Journal.Open("2");
        await grain.Work("2");
        silo.Journal.Open("1");
        await interleaving;
    }

    [Fact]
    public async Task Reading_calls_run_together_and_writing_ones_wait_for_them()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.Work("a");
        var readers = new[] { grain.Read("r1"), grain.Read("r2") };
        await silo.Journal.Wrote("begin r1");
        await silo.Journal.Wrote("begin r2");
        var writer = grain.Work("w");
        silo.Journal.Open("r1");
        await readers[0];
        Assert.False(silo.Journal.Has("begin w"));
        silo.Journal.Open("r2");
        silo.Journal.Open("w");
        await Task.WhenAll(readers[1], writer);
        Assert.Equal("begin w", silo.Journal.Entries[^2]);
    }

    [Fact]
    public async Task A_reading_call_waits_for_a_writing_one()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.Work("a");
        var writer = grain.Work("w");
        await silo.Journal.Wrote("begin w");
        silo.Journal.Open("r");
        var reader = grain.Read("r");
        silo.Journal.Open("w");
        await Task.WhenAll(writer, reader);
        Assert.Equal(["begin w", "end w", "begin r", "end r"], silo.Journal.Entries[1..]);
    }

    [Fact]
    public async Task All_calls_of_a_reentrant_grain_interleave()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IReentrantWorkGrain>("a");
        var first = grain.Work("1");
        var second = grain.Work("2");
        await silo.Journal.Wrote("begin 1");
        await silo.Journal.Wrote("begin 2");
        silo.Journal.Open("1");
        silo.Journal.Open("2");
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task A_grain_may_choose_which_calls_interleave()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IChoosyWorkGrain>("a");
        var running = grain.Work("1");
        await silo.Journal.Wrote("begin 1");
        silo.Journal.Open("urgent");
        silo.Journal.Open("2");
        var waiting = grain.Work("2");
        await grain.Work("urgent");
        Assert.False(silo.Journal.Has("begin 2"));
        silo.Journal.Open("1");
        await Task.WhenAll(running, waiting);
    }

    [Fact]
    public async Task A_cycle_of_calls_times_out()
    {
        var time = new ManualTime();
        await using var silo = await TestSilo.Start(time: time);
        var call = silo.Grains.Work("a").CallBackThrough("b", allowReentrancy: false);
        await Eventually.That(() => silo.Catalog.Find(silo.Grains.Work("a").GetGrainId()) is Activation { Load: 2 }, "the call back to wait at its grain");
        time.Advance(new SiloMessagingOptions().ResponseTimeout + TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task A_call_chain_may_be_allowed_to_come_back()
    {
        await using var silo = await TestSilo.Start();
        await Eventually.Completes(silo.Grains.Work("a").CallBackThrough("b", allowReentrancy: true), "the chain to come back");
    }

    [Fact]
    public async Task Allowing_one_chain_lets_no_other_call_in()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.Work("a");
        var running = grain.Work("1");
        await silo.Journal.Wrote("begin 1");
        RequestContext.ReentrancyId = Guid.NewGuid();
        var other = grain.Work("2");
        silo.Journal.Open("2");
        await Eventually.That(() => silo.Catalog.Find(grain.GetGrainId()) is Activation { Load: 2 }, "the second call to arrive");
        Assert.False(silo.Journal.Has("begin 2"));
        silo.Journal.Open("1");
        await Task.WhenAll(running, other);
    }
}
