using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MiningGrid.Engine.Tests.Lifetime;

public class IdleCollectionTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_grain_that_nobody_calls_goes_when_it_is_old_enough()
    {
        await using var silo = await Start();
        await silo.Grains.GetGrain<ILifeGrain>("a").Touch();
        _time.Advance(Age - TimeSpan.FromMinutes(1));
        Assert.Single(silo.Catalog.Activations);
        _time.Advance(TimeSpan.FromMinutes(2));
        await silo.Journal.Wrote("deactivating ActivationIdle");
        await Eventually.That(() => !silo.Catalog.Activations.Any(), "the activation to go");
    }

    [Fact]
    public async Task A_call_begins_the_age_anew()
    {
        await using var silo = await Start();
        var grain = silo.Grains.GetGrain<ILifeGrain>("a");
        await grain.Touch();
        _time.Advance(Age - TimeSpan.FromMinutes(1));
        await grain.Touch();
        _time.Advance(Age - TimeSpan.FromMinutes(1));
        Assert.Single(silo.Catalog.Activations);
    }

    [Fact]
    public async Task A_grain_may_delay_its_end_and_take_that_back()
    {
        await using var silo = await Start();
        var grain = silo.Grains.GetGrain<ILifeGrain>("a");
        await grain.Delay(TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.Single(silo.Catalog.Activations);
        await grain.Delay(TimeSpan.Zero);
        _time.Advance(Age + TimeSpan.FromMinutes(1));
        await silo.Journal.Wrote("deactivating ActivationIdle");
    }

    [Fact]
    public async Task A_class_may_have_an_age_of_its_own()
    {
        await using var silo = await Start(options => options.ClassSpecificCollectionAge[typeof(LifeGrain).FullName!] = TimeSpan.FromMinutes(2));
        await silo.Grains.GetGrain<ILifeGrain>("a").Touch();
        await silo.Grains.GetGrain<IEchoGrain>(1).Nothing();
        _time.Advance(TimeSpan.FromMinutes(3));
        await silo.Journal.Wrote("deactivating ActivationIdle");
        await Eventually.That(() => silo.Catalog.Activations.Count() == 1, "only the other grain to stay");
    }

    [Fact]
    public async Task A_running_call_keeps_its_grain()
    {
        await using var silo = await Start();
        var running = silo.Grains.Work("a").Work("1");
        await silo.Journal.Wrote("begin 1");
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Single(silo.Catalog.Activations);
        await Assert.ThrowsAsync<TimeoutException>(() => running);
    }

    private Task<TestSilo> Start(Action<GrainCollectionOptions>? configure = null) => TestSilo.Start(
        silo =>
        {
            silo.Services.AddSingleton<LifePlan>();
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionAge = Age;
                options.CollectionQuantum = TimeSpan.FromSeconds(30);
                configure?.Invoke(options);
            });
        },
        _time);
}
