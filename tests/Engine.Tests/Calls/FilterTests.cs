using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Hosting;

namespace MiningGrid.Engine.Tests.Calls;

public class FilterTests
{
    [Fact]
    public async Task Filters_run_around_the_call_in_the_order_they_were_added()
    {
        var steps = new Journal();
        await using var silo = await TestSilo.Start(builder => builder
            .AddOutgoingGrainCallFilter(context => Around(context, steps, "out"))
            .AddIncomingGrainCallFilter(context => Around(context, steps, "in 1"))
            .AddIncomingGrainCallFilter(context => Around(context, steps, "in 2")));
        Assert.Equal(5, await silo.Grains.GetGrain<IEchoGrain>(1).Echo(5));
        Assert.Equal(["out>", "in 1>", "in 2>", "in 2<5", "in 1<5", "out<5"], steps.Entries);
    }

    [Fact]
    public async Task A_filter_sees_the_call_and_may_change_its_arguments_and_result()
    {
        await using var silo = await TestSilo.Start(builder => builder.AddIncomingGrainCallFilter(async context =>
        {
            Assert.Equal(nameof(IEchoGrain.Echo), context.MethodName);
            Assert.Equal(typeof(IEchoGrain).FullName, context.InterfaceName);
            Assert.Equal(typeof(IEchoGrain).GetMethod(nameof(IEchoGrain.Echo)), context.InterfaceMethod);
            Assert.Equal(typeof(EchoGrain), context.ImplementationMethod.DeclaringType);
            Assert.IsType<EchoGrain>(context.Grain);
            context.Request.SetArgument(0, (int)context.Request.GetArgument(0)! + 1);
            await context.Invoke();
            context.Result = (int)context.Result! * 10;
        }));
        Assert.Equal(60, await silo.Grains.GetGrain<IEchoGrain>(1).Echo(5));
    }

    [Fact]
    public async Task A_filter_may_stop_the_call()
    {
        await using var silo = await TestSilo.Start(builder => builder
            .AddIncomingGrainCallFilter(context => context.MethodName == nameof(IEchoGrain.Nothing) ? throw new UnauthorizedAccessException() : context.Invoke())
            .AddOutgoingGrainCallFilter(context => context.MethodName == nameof(IEchoGrain.Text) ? throw new UnauthorizedAccessException() : context.Invoke()));
        var grain = silo.Grains.GetGrain<IEchoGrain>(1);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grain.Nothing());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grain.Text("t").AsTask());
        Assert.Equal(1, await grain.Echo(1));
    }

    [Fact]
    public async Task Failures_pass_through_the_filters()
    {
        var seen = new List<Exception>();
        await using var silo = await TestSilo.Start(builder => builder.AddIncomingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (Exception exception)
            {
                seen.Add(exception);
                throw;
            }
        }));
        await Assert.ThrowsAsync<OwnException>(() => silo.Grains.Work("a").FailWithOwn(1));
        Assert.IsType<OwnException>(Assert.Single(seen));
    }

    [Fact]
    public async Task What_an_outgoing_filter_puts_into_the_context_arrives()
    {
        await using var silo = await TestSilo.Start(builder => builder.AddOutgoingGrainCallFilter(context =>
        {
            RequestContext.Set("who", "filter");
            return context.Invoke();
        }));
        Assert.Equal("filter", await silo.Grains.GetGrain<ICallerGrain>("a").Context("who"));
    }

    [Fact]
    public async Task A_grain_may_be_a_filter_of_its_own_calls()
    {
        await using var silo = await TestSilo.Start();
        Assert.Equal(20, await silo.Grains.GetGrain<IFilteringGrain>("a").Echo(10));
    }

    private static async Task Around(IGrainCallContext context, Journal steps, string name)
    {
        steps.Write(name + ">");
        await context.Invoke();
        steps.Write($"{name}<{context.Result}");
    }
}
