using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Calls;

public class ExceptionTests
{
    [Fact]
    public async Task A_failure_reaches_the_caller_with_its_type_message_and_the_grains_stack()
    {
        await using var silo = await TestSilo.Start();
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Grains.Work("a").Fail("why"));
        Assert.Equal("why", exception.Message);
        Assert.Contains(nameof(WorkGrainBase), exception.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_of_ones_own_keeps_its_fields()
    {
        await using var silo = await TestSilo.Start();
        var exception = await Assert.ThrowsAsync<OwnException>(() => silo.Grains.Work("a").FailWithOwn(17));
        Assert.Equal(17, exception.Code);
    }

    [Fact]
    public async Task A_failure_before_the_first_await_is_an_answer_too()
    {
        await using var silo = await TestSilo.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Grains.Work("a").FailWithoutTask());
    }

    [Fact]
    public async Task A_failed_call_leaves_the_grain_as_it_was()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.Work("a");
        var before = await grain.Activation();
        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("why"));
        Assert.Equal(before, await grain.Activation());
    }

    [Fact]
    public async Task Nobody_waits_for_a_one_way_call_or_hears_of_its_failure()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.Work("a");
        var running = grain.Work("1");
        await silo.Journal.Wrote("begin 1");
        Assert.True(grain.Tell("told").IsCompletedSuccessfully);
        Assert.True(grain.TellAndFail().IsCompletedSuccessfully);
        Assert.False(silo.Journal.Has("told"));
        silo.Journal.Open("1");
        await running;
        await silo.Journal.Wrote("failing");
        Assert.Equal(["told", "failing"], silo.Journal.Entries[^2..]);
    }
}
