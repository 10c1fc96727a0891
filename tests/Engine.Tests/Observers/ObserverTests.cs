using System.Runtime.CompilerServices;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Observers;

public class ObserverTests
{
    [Fact]
    public async Task A_grain_calls_an_object_through_its_reference()
    {
        await using var silo = await TestSilo.Start();
        var ear = new Ear();
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);
        var mouth = silo.Grains.GetGrain<IMouthGrain>("a");
        Assert.Equal(1, await mouth.Say(reference, "one"));
        await mouth.SayWithoutWaiting(reference, "two");
        await mouth.Notice(reference, "three");
        await Eventually.That(() => ear.Heard.Count == 3, "three words");
        Assert.Equal(["one", "two", "three"], ear.Heard);
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task Calls_to_an_object_run_one_after_another()
    {
        await using var silo = await TestSilo.Start();
        var ear = new Ear();
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);
        var calls = Enumerable.Range(0, 20).Select(i => reference.Hear(i == 0 ? "wait" : "go")).ToArray();
        ear.Gate.SetResult();
        await Task.WhenAll(calls);
        Assert.Equal(1, ear.InsideMax);
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task An_objects_failure_reaches_the_grain()
    {
        await using var silo = await TestSilo.Start();
        var ear = new Ear();
        await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Grains.GetGrain<IMouthGrain>("a").Say(silo.Grains.CreateObjectReference<IEar>(ear), "fail"));
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task After_its_reference_is_deleted_an_object_is_not_called()
    {
        await using var silo = await TestSilo.Start();
        var ear = new Ear();
        var reference = silo.Grains.CreateObjectReference<IEar>(ear);
        silo.Grains.DeleteObjectReference<IEar>(reference);
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => silo.Grains.GetGrain<IMouthGrain>("a").Say(reference, "one"));
        Assert.Empty(ear.Heard);
    }

    [Fact]
    public async Task A_reference_does_not_keep_its_object_alive()
    {
        await using var silo = await TestSilo.Start();
        var (reference, ear) = Forgotten(silo.Grains);
        await Eventually.That(
            () =>
            {
                GC.Collect();
                return !ear.TryGetTarget(out _);
            },
            "the object to be collected");
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => reference.Hear("one"));
    }

    [Fact]
    public async Task An_object_itself_cannot_be_sent()
    {
        await using var silo = await TestSilo.Start();
        await Assert.ThrowsAsync<ArgumentException>(() => silo.Grains.GetGrain<IMouthGrain>("a").Say(new Ear(), "one"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (IEar Reference, WeakReference<Ear> Object) Forgotten(IGrainFactory grains)
    {
        var ear = new Ear();
        return (grains.CreateObjectReference<IEar>(ear), new WeakReference<Ear>(ear));
    }
}
