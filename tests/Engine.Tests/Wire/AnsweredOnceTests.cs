using System.Buffers;
using Compact.Calls;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Wire;

public class AnsweredOnceTests
{
    [Fact]
    public async Task Of_all_that_may_end_a_call_one_tells_its_origin()
    {
        await using var ends = await TwoEnds.Start();
        var request = await Request(ends);
        for (var round = 0; round < 500; round++)
        {
            var origin = new CountingOrigin();
            var call = ends.SiloEnd.Serializer.ReadRequest(new ReadOnlySequence<byte>(request), origin);
            using var start = new Barrier(3);
            Action[] ends3 =
            [
                () => call.TryFail(new TimeoutException()),
                () => call.TryCancel(new CancellationToken(canceled: true)),
                () => ends.SiloEnd.Serializer.ReadAnswer(new ReadOnlySequence<byte>([0]), call),
            ];
            await Task.WhenAll(ends3.Select(end => Task.Run(() =>
            {
                start.SignalAndWait();
                end();
            })));
            Assert.Equal(1, origin.Count);
            Assert.True(call.IsCompleted);
        }
    }

    [Fact]
    public async Task A_cancelled_call_is_answered_once_and_its_token_is_cancelled()
    {
        await using var ends = await TwoEnds.Start();
        using var cancellation = new CancellationTokenSource();
        var call = ends.Grain().WaitForToken(cancellation.Token);
        await ends.Journal.Wrote("waiting");
        await cancellation.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.True(call.IsCanceled);
        await Eventually.That(() => ends.SiloEnd.AnswersSent.Count == 1, "the cancelled call's answer");
        Assert.Equal(0, ends.CallerEnd.WaitingCount);
    }

    [Fact]
    public async Task A_call_that_ran_out_of_time_while_it_waited_is_answered_and_not_begun()
    {
        var time = new ManualTime();
        await using var ends = await TwoEnds.Start(time: time);
        var work = ends.Caller.Grains.GetGrain<Grains.IChoosyWorkGrain>("a");
        var first = work.Work("1");
        await ends.Journal.Wrote("begin 1");
        var second = work.WorkForFiveSeconds("2");
        time.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        ends.Journal.Open("1");
        await first;
        await Eventually.That(() => ends.SiloEnd.AnswersSent.Count == 2, "the answer of the call that came too late");
        Assert.False(ends.Journal.Has("begin 2"));
    }

    [Fact]
    public async Task A_call_through_two_processes_takes_its_time_to_live_and_forwards_along()
    {
        var time = new ManualTime();
        await using var ends = await TwoEnds.Start(time: time);
        _ = ends.Grain().WorkForFiveSeconds("never");
        var atGateway = ends.CallerEnd.Serializer.ReadRequest(new ReadOnlySequence<byte>(ends.CallerEnd.LastRequest), origin: null);
        Assert.True(atGateway.TryForward());
        time.Advance(TimeSpan.FromSeconds(3));
        var output = new ArrayBufferWriter<byte>();
        ends.CallerEnd.Serializer.WriteRequest(output, atGateway);
        var atSilo = ends.SiloEnd.Serializer.ReadRequest(new ReadOnlySequence<byte>(output.WrittenMemory), origin: null);
        Assert.Equal(1, atSilo.Forwards);
        Assert.False(atSilo.IsAbandoned());
        time.Advance(TimeSpan.FromSeconds(2.1));
        Assert.True(atSilo.IsAbandoned());
        Assert.IsType<TimeoutException>(atSilo.Arrival!.Failure);
    }

    [Fact]
    public async Task A_one_way_call_is_never_answered()
    {
        await using var ends = await TwoEnds.Start();
        await ends.Grain().Tell("told");
        var origin = new CountingOrigin();
        var call = ends.SiloEnd.Serializer.ReadRequest(new ReadOnlySequence<byte>(ends.CallerEnd.LastRequest), origin);
        Assert.False(call.TryFail(new TimeoutException()));
        Assert.False(call.TryCancel(default));
        Assert.Equal(0, origin.Count);
    }

    private static async Task<byte[]> Request(TwoEnds ends)
    {
        await ends.Grain().Nothing();
        return ends.CallerEnd.LastRequest;
    }
}
