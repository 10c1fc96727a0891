using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Turns;

public class TurnTests
{
    [Fact]
    public async Task Calls_to_a_grain_run_one_after_another_in_the_order_they_came()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.Work("a");
        var first = grain.Work("1");
        var second = grain.Work("2");
        var third = grain.Work("3");
        await silo.Journal.Wrote("begin 1");
        silo.Journal.Open("3");
        silo.Journal.Open("2");
        Assert.Equal(["activate a", "begin 1"], silo.Journal.Entries);
        silo.Journal.Open("1");
        await Task.WhenAll(first, second, third);
        Assert.Equal(["activate a", "begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"], silo.Journal.Entries);
    }

    [Fact]
    public async Task Turns_of_a_reentrant_grain_interleave_but_never_overlap()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IReentrantWorkGrain>("a");
        var overlaps = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => grain.Overlaps(100)));
        Assert.All(overlaps, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task A_grain_stays_in_its_turns_after_every_await()
    {
        await using var silo = await TestSilo.Start();
        Assert.True(await silo.Grains.Work("a").StaysInItsTurns());
    }

    [Fact]
    public async Task Task_Run_leaves_the_turns()
    {
        await using var silo = await TestSilo.Start();
        Assert.True(await silo.Grains.Work("a").LeavesItsTurnsByTaskRun());
    }

    [Fact]
    public async Task The_callers_code_never_runs_in_the_callees_turn()
    {
        await using var silo = await TestSilo.Start();
        await silo.Grains.Work("a").Activation();
        Assert.Null(RuntimeContext.Current);
        Assert.Equal(TaskScheduler.Default, TaskScheduler.Current);
    }

    [Fact]
    public async Task Many_callers_of_one_grain_all_get_their_own_answers()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IEchoGrain>(0);
        var answers = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(value => Task.Run(() => grain.Echo(value))));
        Assert.Equal(Enumerable.Range(0, 2_000), answers);
    }
}
