using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Configuration;

namespace MiningGrid.Engine.Tests.Lifetime;

public class ActivationTests
{
    private readonly LifePlan _plan = new();

    [Fact]
    public async Task A_grain_lives_from_its_first_call_through_its_stages()
    {
        await using var silo = await Start();
        var grain = silo.Grains.GetGrain<ILifeGrain>("a");
        await grain.Touch();
        await grain.Deactivate();
        await silo.Journal.Wrote("dispose");
        Assert.Equal(
            ["construct a", "start 1", "start 2", "activating", "active", "touch", "deactivating ApplicationRequested", "stop 2", "stop 1", "dispose"],
            silo.Journal.Entries);
    }

    [Fact]
    public async Task Calls_wait_until_the_grain_is_active()
    {
        await using var silo = await Start();
        _plan.OnActivate = _ => silo.Journal.Gate("activation");
        var call = silo.Grains.GetGrain<ILifeGrain>("a").Touch();
        await silo.Journal.Wrote("activating");
        Assert.False(silo.Journal.Has("touch"));
        silo.Journal.Open("activation");
        await call;
        Assert.Equal("touch", silo.Journal.Entries[^1]);
    }

    [Fact]
    public async Task A_failed_activation_fails_the_calls_that_wait_for_it_and_the_next_call_tries_again()
    {
        await using var silo = await Start();
        _plan.OnActivate = async _ =>
        {
            await silo.Journal.Gate("activation");
            throw new OwnException("cannot", 3);
        };
        var grain = silo.Grains.GetGrain<ILifeGrain>("a");
        var calls = new[] { grain.Touch(), grain.Touch() };
        silo.Journal.Open("activation");
        foreach (var call in calls)
            Assert.Equal(3, (await Assert.ThrowsAsync<OwnException>(() => call)).Code);
        Assert.Contains("dispose", silo.Journal.Entries);
        _plan.OnActivate = _ => Task.CompletedTask;
        await grain.Touch();
    }

    [Fact]
    public async Task A_failed_constructor_fails_the_call()
    {
        await using var silo = await Start();
        _plan.OnConstruct = () => new OwnException("no", 4);
        await Assert.ThrowsAsync<OwnException>(() => silo.Grains.GetGrain<ILifeGrain>("a").Touch());
        Assert.Empty(silo.Catalog.Activations);
    }

    [Fact]
    public async Task Calls_that_come_while_a_grain_goes_are_served_by_the_next_activation()
    {
        await using var silo = await Start();
        var grain = silo.Grains.GetGrain<ILifeGrain>("a");
        var before = await grain.Activation();
        _plan.OnDeactivate = _ => silo.Journal.Gate("deactivation");
        await grain.Deactivate();
        await silo.Journal.Wrote("deactivating ApplicationRequested");
        var calls = new[] { grain.Activation(), grain.Activation() };
        silo.Journal.Open("deactivation");
        var after = await Task.WhenAll(calls);
        Assert.NotEqual(before, after[0]);
        Assert.Equal(after[0], after[1]);
    }

    [Fact]
    public async Task A_grain_that_is_to_go_finishes_its_running_calls_first()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.Work("a");
        var running = grain.DeactivateAfter("1");
        await silo.Journal.Wrote("begin 1");
        Assert.False(silo.Journal.Has("deactivate a ApplicationRequested"));
        silo.Journal.Open("1");
        await running;
        await silo.Journal.Wrote("deactivate a ApplicationRequested");
    }

    [Fact]
    public async Task A_running_call_can_be_reached_by_interleaving_calls_even_when_its_grain_is_to_go()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.Work("a");
        var running = grain.DeactivateAfter("1");
        await silo.Journal.Wrote("begin 1");
        silo.Journal.Open("2");
        await Eventually.Completes(grain.Interleaving("2"), "the interleaving call");
        silo.Journal.Open("1");
        await running;
    }

    [Fact]
    public async Task A_call_that_never_ends_does_not_keep_a_grain_for_ever()
    {
        var time = new ManualTime();
        await using var silo = await TestSilo.Start(time: time);
        var stuck = silo.Grains.Work("a").DeactivateAfter("never");
        await silo.Journal.Wrote("begin never");
        await Eventually.That(
            () =>
            {
                time.Advance(GrainCollectionOptions.DEFAULT_DEACTIVATION_TIMEOUT);
                return silo.Journal.Has("deactivate a ApplicationRequested");
            },
            "the grain to go although a call still runs");
        await Assert.ThrowsAsync<TimeoutException>(() => stuck);
    }

    [Fact]
    public async Task Every_call_is_answered_by_a_grain_that_goes_after_each()
    {
        await using var silo = await TestSilo.Start();
        var calls = Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
        {
            for (var round = 0; round < 200; round++)
                await silo.Grains.Work($"{caller % 2}").Deactivate();
        }));
        await Eventually.Completes(Task.WhenAll(calls), "all calls to be answered");
    }

    [Fact]
    public async Task A_failure_in_deactivation_does_not_keep_the_grain()
    {
        await using var silo = await Start();
        var grain = silo.Grains.GetGrain<ILifeGrain>("a");
        _plan.OnDeactivate = _ => throw new InvalidOperationException("no");
        await grain.Deactivate();
        await silo.Journal.Wrote("dispose");
        await grain.Touch();
    }

    [Fact]
    public async Task A_grain_need_not_derive_from_Grain()
    {
        await using var silo = await TestSilo.Start();
        var key = Guid.NewGuid();
        Assert.Equal(key, await silo.Grains.GetGrain<IPlainGrain>(key).Key());
        Assert.Equal(["activate"], silo.Journal.Entries);
    }

    private Task<TestSilo> Start() => TestSilo.Start(silo => silo.Services.AddSingleton(_plan));
}
