namespace MiningGrid.Engine.Tests.Grains;

internal sealed class FilteringGrain : Grain, IFilteringGrain, IIncomingGrainCallFilter
{
    public Task<int> Echo(int value) => Task.FromResult(value);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        context.Result = (int)context.Result! * 2;
    }
}
