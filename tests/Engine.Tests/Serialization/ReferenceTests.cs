using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Serialization.Models;
using MiningGrid.Engine.Tests.TestingHost;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace MiningGrid.Engine.Tests.Serialization;

/// <summary>References to grains and observers cross the wire as names, and are shared by copies.</summary>
public sealed class ReferenceTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster = new InProcessTestClusterBuilder(1).Build();

    private Serializer Serializer => _cluster.GetSiloServiceProvider().GetRequiredService<Serializer>();

    private DeepCopier Copier => _cluster.GetSiloServiceProvider().GetRequiredService<DeepCopier>();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_grain_reference_comes_back_and_calls_its_grain()
    {
        var grain = _cluster.Client.GetGrain<ICounterGrain>("a");
        await grain.Increment();

        var read = RoundTrip(grain);
        var readFromObject = Assert.IsAssignableFrom<ICounterGrain>(RoundTrip(new Holder { Anything = grain }).Anything);

        Assert.Equal(grain, read);
        Assert.Equal(2, await read.Increment());
        Assert.Equal(3, await readFromObject.Increment());
    }

    [Fact]
    public void An_observer_reference_comes_back()
    {
        var observer = new Observer();
        var reference = _cluster.Client.CreateObjectReference<CopyTests.IObserver>(observer);

        Assert.Equal(reference, RoundTrip(reference));
        GC.KeepAlive(observer);
    }

    [Fact]
    public void A_copy_shares_references()
    {
        var grain = _cluster.Client.GetGrain<ICounterGrain>("a");

        Assert.Same(grain, Copier.Copy(grain));
        Assert.Same(grain, Copier.Copy(new Holder { Anything = grain }).Anything);
    }

    [Fact]
    public void A_reference_through_an_interface_that_is_not_there_is_refused()
    {
        var bytes = Serializer.SerializeToArray(_cluster.Client.GetGrain<ICounterGrain>("a"));
        var type = ((GrainReference)_cluster.Client.GetGrain<ICounterGrain>("a")).InterfaceType.ToString();
        var at = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(type));
        bytes[at]++;

        Assert.Throws<global::Compact.Serialization.MalformedPayloadException>(() => Serializer.Deserialize<ICounterGrain>(bytes));
    }

    private T RoundTrip<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value));

    private sealed class Observer : CopyTests.IObserver;
}
