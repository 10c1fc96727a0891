using Compact.Calls;
using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Hosting;

namespace MiningGrid.Engine.Tests.Wire;

/// <summary>A caller that has no grains, and a silo that has them all; every call between them becomes bytes.</summary>
internal sealed class TwoEnds : IAsyncDisposable
{
    private TwoEnds(TestSilo caller, TestSilo silo)
    {
        Caller = caller;
        Silo = silo;
        CallerEnd.Peer = SiloEnd;
        SiloEnd.Peer = CallerEnd;
    }

    public TestSilo Caller { get; }

    public TestSilo Silo { get; }

    public WireEnd CallerEnd => (WireEnd)Caller.Services.GetRequiredService<ICallRouter>();

    public WireEnd SiloEnd => (WireEnd)Silo.Services.GetRequiredService<ICallRouter>();

    public Journal Journal => Silo.Journal;

    public static async Task<TwoEnds> Start(Action<ISiloBuilder>? configure = null, TimeProvider? time = null)
    {
        var caller = await TestSilo.Start(silo => Wire(silo, hasGrains: false), time);
        return new TwoEnds(caller, await TestSilo.Start(silo => Wire(silo, hasGrains: true), time));

        void Wire(ISiloBuilder silo, bool hasGrains)
        {
            configure?.Invoke(silo);
            silo.Services.AddSingleton<ICallRouter>(services => new WireEnd(services, hasGrains));
        }
    }

    public IWireGrain Grain(string key = "a") => Caller.Grains.GetGrain<IWireGrain>(key);

    public async ValueTask DisposeAsync()
    {
        await Caller.DisposeAsync();
        await Silo.DisposeAsync();
    }
}
