using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Storage;

namespace MiningGrid.Engine.Tests.Storage;

public class PersistentStateTests
{
    [Fact]
    public async Task What_was_written_is_there_in_the_next_activation()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IStoreGrain>("a");
        Assert.Equal(0, await grain.Read());
        Assert.False(await grain.Exists());
        await grain.Write(5);
        await grain.Set(6);
        await Deactivate(silo);
        Assert.Equal(5, await grain.Read());
        Assert.True(await grain.Exists());
    }

    [Fact]
    public async Task What_was_cleared_is_gone()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IStoreGrain>("a");
        await grain.Write(5);
        await grain.Clear();
        Assert.Equal(0, await grain.Read());
        Assert.False(await grain.Exists());
        await grain.Write(6);
        await Deactivate(silo);
        Assert.Equal(6, await grain.Read());
    }

    [Fact]
    public async Task Reading_again_drops_what_was_not_written()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IStoreGrain>("a");
        await grain.Write(5);
        await grain.Set(6);
        await grain.Reread();
        Assert.Equal(5, await grain.Read());
    }

    [Fact]
    public async Task A_write_over_somebody_elses_fails_and_the_activation_goes()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IStoreGrain>("a");
        await grain.Write(5);
        var before = await grain.Activation();
        await WriteBehind(silo, grain.GetGrainId(), 7);
        var exception = await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write(6));
        Assert.NotEqual(exception.StoredEtag, exception.CurrentEtag);
        await Eventually.That(() => silo.Catalog.Find(grain.GetGrainId()) is null, "the activation to go");
        Assert.NotEqual(before, await grain.Activation());
        Assert.Equal(7, await grain.Read());
    }

    [Fact]
    public async Task A_missing_provider_is_named_in_the_failure()
    {
        await using var silo = await TestSilo.Start();
        var exception = await Assert.ThrowsAsync<OrleansConfigurationException>(() => silo.Grains.GetGrain<ILostStoreGrain>("a").Touch());
        Assert.Contains("nowhere", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(LostStoreGrain), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task States_of_one_grain_are_kept_apart_by_their_names()
    {
        await using var silo = await TestSilo.Start();
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>("Default");
        var id = GrainId.Create("chain", "main");
        foreach (var height in Enumerable.Range(0, 3))
            await storage.WriteStateAsync($"block-{height}", id, new GrainState<Box>(new Box { Value = height }));
        var read = new GrainState<Box>();
        await storage.ReadStateAsync("block-1", id, read);
        Assert.Equal(1, read.State.Value);
        Assert.True(read.RecordExists);
    }

    private static async Task WriteBehind(TestSilo silo, GrainId id, int value)
    {
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>("Default");
        var record = new GrainState<Box>();
        await storage.ReadStateAsync("box", id, record);
        record.State.Value = value;
        await storage.WriteStateAsync("box", id, record);
    }

    private static Task Deactivate(TestSilo silo) =>
        silo.Catalog.Activations.Single().DeactivateAsync(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "test"));
}
