using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Calls;

public class RequestContextTests
{
    [Fact]
    public async Task The_context_travels_with_calls_and_on_to_their_calls()
    {
        await using var silo = await TestSilo.Start();
        RequestContext.Set("trace", "17");
        Assert.Equal("17", await silo.Grains.GetGrain<ICallerGrain>("a").ContextThrough("trace", "b"));
    }

    [Fact]
    public async Task What_a_grain_sets_does_not_come_back()
    {
        await using var silo = await TestSilo.Start();
        RequestContext.Set("trace", "17");
        await silo.Grains.GetGrain<ICallerGrain>("a").ContextThrough("trace", "b");
        Assert.Equal("17", RequestContext.Get("trace"));
    }

    [Fact]
    public async Task One_call_does_not_see_the_context_of_another()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<ICallerGrain>("a");
        RequestContext.Set("trace", "17");
        Assert.Equal("17", await grain.Context("trace"));
        Assert.True(RequestContext.Remove("trace"));
        Assert.Null(await grain.Context("trace"));
    }
}
