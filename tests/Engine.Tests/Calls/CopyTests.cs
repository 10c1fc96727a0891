using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Calls;

public class CopyTests
{
    [Fact]
    public async Task A_grain_gets_a_copy_of_an_argument()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<ICopyGrain>("a");
        var box = new Box { Value = 1 };
        await grain.Keep(box);
        box.Value = 2;
        Assert.Equal(1, await grain.ValueOfKept());
    }

    [Fact]
    public async Task A_caller_gets_a_copy_of_the_answer()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<ICopyGrain>("a");
        await grain.Keep(new Box { Value = 1 });
        (await grain.Kept()).Value = 2;
        Assert.Equal(1, await grain.ValueOfKept());
    }

    [Fact]
    public async Task Two_arguments_that_are_one_object_stay_one()
    {
        await using var silo = await TestSilo.Start();
        var box = new Box();
        Assert.True(await silo.Grains.GetGrain<ICopyGrain>("a").AreSame(box, box));
        Assert.False(await silo.Grains.GetGrain<ICopyGrain>("a").AreSame(box, new Box()));
    }

    [Fact]
    public async Task Immutable_arguments_are_shared()
    {
        await using var silo = await TestSilo.Start();
        Assert.True(await silo.Grains.GetGrain<ICopyGrain>("a").IsKnown(ImmutableBox.Known));
    }
}
