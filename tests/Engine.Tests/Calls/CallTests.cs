using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Calls;

public class CallTests
{
    [Fact]
    public async Task A_call_reaches_the_grain_of_its_key_and_brings_its_answer_back()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IEchoGrain>(7);
        Assert.Equal(42, await grain.Echo(42));
        await grain.Nothing();
        Assert.Equal("text", await grain.Text("text"));
        Assert.Equal(7, await grain.Key());
        Assert.Equal(-1, await silo.Grains.GetGrain<IEchoGrain>(-1).Key());
    }

    [Fact]
    public async Task A_grain_calls_another()
    {
        await using var silo = await TestSilo.Start();
        Assert.Equal(5, await silo.Grains.GetGrain<IEchoGrain>(1).EchoThrough(2, 5));
    }
}
