using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MiningGrid.Engine.Tests.Calls;

public class TimeoutTests
{
    [Fact]
    public async Task A_call_without_an_answer_times_out()
    {
        var time = new ManualTime();
        await using var silo = await TestSilo.Start(builder => builder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(3)), time);
        var call = silo.Grains.Work("a").Work("never");
        await silo.Journal.Wrote("begin never");
        time.Advance(TimeSpan.FromSeconds(2.5));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.6));
        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Contains("00:00:03", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Work", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_may_have_its_own_time_out()
    {
        var time = new ManualTime();
        await using var silo = await TestSilo.Start(time: time);
        var call = silo.Grains.Work("a").WorkForFiveSeconds("never");
        await silo.Journal.Wrote("begin never");
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.3));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task Each_of_several_calls_times_out_a_tenth_of_a_second_after_its_own_time_at_the_latest()
    {
        var time = new ManualTime();
        await using var silo = await TestSilo.Start(time: time);
        var calls = new List<Task>();
        for (var number = 0; number < 20; number++)
        {
            calls.Add(silo.Grains.Work($"{number}").WorkForFiveSeconds("never"));
            time.Advance(TimeSpan.FromMilliseconds(130));
        }

        time.Advance(TimeSpan.FromSeconds(5) - (20 * TimeSpan.FromMilliseconds(130))); // until the first one's time
        for (var number = 0; number < 20; number++)
        {
            Assert.False(calls[number].IsCompleted, $"Call {number} timed out too early.");
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Assert.ThrowsAsync<TimeoutException>(() => calls[number].WaitAsync(TimeSpan.FromSeconds(30)));
            time.Advance(TimeSpan.FromMilliseconds(30));
        }
    }

    [Fact]
    public async Task A_late_answer_is_dropped_and_the_grain_goes_on()
    {
        var time = new ManualTime();
        await using var silo = await TestSilo.Start(time: time);
        var grain = silo.Grains.Work("a");
        var late = grain.WorkForFiveSeconds("1");
        await silo.Journal.Wrote("begin 1");
        time.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        silo.Journal.Open("1");
        await grain.Activation();
        Assert.True(silo.Journal.Has("end 1"));
    }

    [Fact]
    public async Task A_waiting_call_that_has_timed_out_is_never_begun()
    {
        var time = new ManualTime();
        await using var silo = await TestSilo.Start(time: time);
        var grain = silo.Grains.Work("a");
        var running = grain.Work("1");
        await silo.Journal.Wrote("begin 1");
        var waiting = grain.WorkForFiveSeconds("2");
        time.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        silo.Journal.Open("1");
        await running;
        await grain.Activation();
        Assert.False(silo.Journal.Has("begin 2"));
    }

    [Fact]
    public async Task An_activation_refuses_calls_beyond_its_limit()
    {
        await using var silo = await TestSilo.Start(builder => builder.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 3));
        var grain = silo.Grains.Work("a");
        var accepted = new[] { grain.Work("1"), grain.Work("1"), grain.Work("1") };
        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Work("1"));
        silo.Journal.Open("1");
        await Task.WhenAll(accepted);
        await grain.Activation();
    }
}
