namespace MiningGrid.Engine.Tests.Grains;

internal sealed class CallerGrain : Grain, ICallerGrain
{
    public async Task CallWork(string grain) => await GrainFactory.Work(grain).Activation();

    public async Task<string?> ContextThrough(string key, string other)
    {
        var seen = await GrainFactory.GetGrain<ICallerGrain>(other).Context(key);
        RequestContext.Set(key, "changed by the callee");
        return seen;
    }

    public Task<string?> Context(string key) => Task.FromResult(RequestContext.Get(key) as string);
}
