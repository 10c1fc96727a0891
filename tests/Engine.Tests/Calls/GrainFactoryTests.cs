using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Calls;

public class GrainFactoryTests
{
    [Fact]
    public async Task Ids_are_made_of_the_class_name_and_the_key()
    {
        await using var silo = await TestSilo.Start();
        Assert.Equal("echo/FF", silo.Grains.GetGrain<IEchoGrain>(255).GetGrainId().ToString());
        Assert.Equal("work/main", silo.Grains.Work("main").GetGrainId().ToString());
        var key = Guid.Parse("0123456789abcdef0123456789abcdef");
        Assert.Equal($"plain/{key:N}", silo.Grains.GetGrain<IPlainGrain>(key).GetGrainId().ToString());
    }

    [Fact]
    public async Task Keys_are_read_back()
    {
        await using var silo = await TestSilo.Start();
        Assert.Equal(long.MinValue, silo.Grains.GetGrain<IEchoGrain>(long.MinValue).GetPrimaryKeyLong());
        Assert.Equal("main", silo.Grains.Work("main").GetPrimaryKeyString());
        var key = Guid.NewGuid();
        Assert.Equal(key, silo.Grains.GetGrain<IPlainGrain>(key).GetPrimaryKey());
    }

    [Fact]
    public async Task References_to_one_grain_are_equal()
    {
        await using var silo = await TestSilo.Start();
        Assert.Equal(silo.Grains.GetGrain<IEchoGrain>(1), silo.Grains.GetGrain<IEchoGrain>(1));
        Assert.NotEqual(silo.Grains.GetGrain<IEchoGrain>(1), silo.Grains.GetGrain<IEchoGrain>(2));
    }

    [Fact]
    public async Task A_reference_can_be_had_as_another_interface_of_its_grain()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IReentrantWorkGrain>("a");
        var plain = grain.AsReference<IWorkGrain>();
        Assert.Equal(grain.GetGrainId(), plain.GetGrainId());
        Assert.Equal(await grain.Activation(), await plain.Activation());
    }

    [Fact]
    public async Task A_reference_can_be_had_by_id_and_by_type()
    {
        await using var silo = await TestSilo.Start();
        Assert.Equal(5, await silo.Grains.GetGrain<IEchoGrain>(GrainId.Parse("echo/1")).Echo(5));
        Assert.Equal(6, await ((IEchoGrain)silo.Grains.GetGrain(typeof(IEchoGrain), 1)).Echo(6));
    }

    [Fact]
    public async Task Several_classes_of_one_interface_must_be_told_apart()
    {
        await using var silo = await TestSilo.Start();
        Assert.Equal("reentrantwork", silo.Grains.GetGrain<IWorkGrain>("a", typeof(ReentrantWorkGrain).FullName).GetGrainId().Type.ToString());
        Assert.Throws<ArgumentException>(() => silo.Grains.GetGrain<IWorkGrain>("a", "No.Such.Class"));
    }

    [Fact]
    public async Task A_key_must_not_be_empty()
    {
        await using var silo = await TestSilo.Start();
        Assert.ThrowsAny<ArgumentException>(() => silo.Grains.Work(""));
    }
}
