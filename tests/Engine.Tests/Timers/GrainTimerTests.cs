using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Timers;

public class GrainTimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_timer_ticks_when_due_and_then_with_its_period()
    {
        await using var silo = await TestSilo.Start(time: _time);
        await Timer(silo).StartTimer(2 * Second, Second);
        _time.Advance(1.9 * Second);
        Assert.Empty(silo.Journal.Entries);
        _time.Advance(0.2 * Second);
        await silo.Journal.Wrote("tock 1");
        await Tick(silo, Second, "tock 2");
        await Tick(silo, Second, "tock 3");
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        await using var silo = await TestSilo.Start(time: _time);
        await Timer(silo).StartTimer(Second, Timeout.InfiniteTimeSpan);
        await Tick(silo, Second, "tock 1");
        _time.Advance(10 * Second);
        await Timer(silo).FailTicks();
        Assert.Equal(["tick 1", "tock 1"], silo.Journal.Entries);
    }

    [Fact]
    public async Task A_tick_waits_for_a_running_call()
    {
        await using var silo = await TestSilo.Start(time: _time);
        var grain = Timer(silo);
        await grain.StartTimer(Second, Second);
        var running = grain.Work("1");
        await silo.Journal.Wrote("begin 1");
        _time.Advance(Second);
        silo.Journal.Open("1");
        await running;
        await silo.Journal.Wrote("tock 1");
        Assert.Equal(["begin 1", "end 1", "tick 1", "tock 1"], silo.Journal.Entries);
    }

    [Fact]
    public async Task A_call_waits_for_a_running_tick()
    {
        await using var silo = await TestSilo.Start(time: _time);
        var grain = Timer(silo);
        await grain.StartTimer(Second, Second);
        await grain.HoldTicksAt("tick");
        await Tick(silo, Second, "tick 1");
        silo.Journal.Open("1");
        var call = grain.Work("1");
        silo.Journal.Open("tick");
        await call;
        Assert.Equal(["tick 1", "tock 1", "begin 1", "end 1"], silo.Journal.Entries);
    }

    [Fact]
    public async Task An_interleaving_tick_does_not_wait()
    {
        await using var silo = await TestSilo.Start(time: _time);
        var grain = Timer(silo);
        await grain.StartTimer(Second, Second, interleave: true);
        var running = grain.Work("1");
        await silo.Journal.Wrote("begin 1");
        _time.Advance(Second);
        await silo.Journal.Wrote("tock 1");
        silo.Journal.Open("1");
        await running;
    }

    [Fact]
    public async Task The_next_tick_is_set_when_one_has_ended()
    {
        await using var silo = await TestSilo.Start(time: _time);
        var grain = Timer(silo);
        await grain.StartTimer(Second, Second);
        await grain.HoldTicksAt("tick");
        await Tick(silo, Second, "tick 1");
        _time.Advance(10 * Second);
        silo.Journal.Open("tick");
        await silo.Journal.Wrote("tock 1");
        await grain.StopTimer();
        Assert.DoesNotContain("tick 2", silo.Journal.Entries);
    }

    [Fact]
    public async Task A_timer_can_be_changed_and_stopped()
    {
        await using var silo = await TestSilo.Start(time: _time);
        var grain = Timer(silo);
        await grain.StartTimer(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _time.Advance(10 * Second);
        Assert.Empty(silo.Journal.Entries);
        await grain.Change(Second, 2 * Second);
        await Tick(silo, Second, "tock 1");
        await grain.StopTimer();
        _time.Advance(10 * Second);
        await grain.FailTicks();
        Assert.Equal(["tick 1", "tock 1"], silo.Journal.Entries);
    }

    [Fact]
    public async Task A_tick_that_fails_does_not_end_the_timer()
    {
        await using var silo = await TestSilo.Start(time: _time);
        var grain = Timer(silo);
        await grain.FailTicks();
        await grain.StartTimer(Second, Second);
        await Tick(silo, Second, "tick 1");
        await Tick(silo, Second, "tick 2");
    }

    [Fact]
    public async Task Ticks_do_not_keep_a_grain_from_being_collected()
    {
        await using var silo = await TestSilo.Start(time: _time);
        var half = TimeSpan.FromMinutes(0.5); // not when the collector looks, which passes over a grain that is just ticking
        await Timer(silo).StartTimer(half, TimeSpan.FromMinutes(1));
        await Tick(silo, half, "tock 1");
        for (var tick = 2; tick <= 15; tick++)
            await Tick(silo, TimeSpan.FromMinutes(1), $"tock {tick}");
        await Settled(silo);
        _time.Advance(half);
        await silo.Journal.Wrote("deactivate ActivationIdle");
    }

    [Fact]
    public async Task Ticks_that_keep_alive_do()
    {
        await using var silo = await TestSilo.Start(time: _time);
        await Timer(silo).StartTimer(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), keepAlive: true);
        for (var tick = 1; tick <= 20; tick++)
            await Tick(silo, TimeSpan.FromMinutes(1), $"tock {tick}");
        Assert.Single(silo.Catalog.Activations);
    }

    [Fact]
    public async Task A_grain_that_goes_cancels_its_tick()
    {
        await using var silo = await TestSilo.Start(time: _time);
        var grain = Timer(silo);
        await grain.StartTimer(Second, Second);
        await grain.HoldTicksAt("never");
        await Tick(silo, Second, "tick 1");
        silo.Catalog.Activations.Single().Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "test"));
        await silo.Journal.Wrote("deactivate ApplicationRequested");
        Assert.DoesNotContain("tock 1", silo.Journal.Entries);
    }

    private static ITimerGrain Timer(TestSilo silo) => silo.Grains.GetGrain<ITimerGrain>("a");

    // A tick's next one is set when its turn has ended, a moment after it wrote: time must not move before that.
    private async Task Tick(TestSilo silo, TimeSpan by, string entry)
    {
        await Settled(silo);
        _time.Advance(by);
        await silo.Journal.Wrote(entry);
    }

    private static Task Settled(TestSilo silo) =>
        Eventually.That(() => silo.Catalog.Activations.All(activation => activation.Load == 0), "all turns to end");
}
