using System.Buffers;
using Compact.Calls.Wire;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Observers;
using Orleans.Serialization;

namespace MiningGrid.Engine.Tests.Wire;

public class FailureTests
{
    private const int InterfaceAt = 1;
    private const int MethodAt = 5;

    [Fact]
    public async Task Exceptions_arrive_as_what_they_are()
    {
        await using var ends = await TwoEnds.Start();
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => ends.Grain().Fail("no"))).Message);
        Assert.Equal(7, (await Assert.ThrowsAsync<OwnException>(() => ends.Grain().FailWithOwn(7))).Code);
    }

    [Fact]
    public async Task An_exception_that_is_not_marked_arrives_as_text()
    {
        await using var ends = await TwoEnds.Start();
        var exception = await Assert.ThrowsAsync<UnavailableExceptionFallbackException>(() => ends.Grain().FailWithUnmarked());
        Assert.Equal(typeof(UnmarkedException).FullName, exception.ExceptionType);
        Assert.Equal("unmarked", exception.Message);
    }

    [Fact]
    public async Task An_exception_that_cannot_be_sent_is_described()
    {
        await using var ends = await TwoEnds.Start();
        var output = new ArrayBufferWriter<byte>();
        ends.SiloEnd.Serializer.WriteFailure(output, new InvalidOperationException("half a pair: \ud800"));
        var call = Relayed(ends);
        ends.CallerEnd.Serializer.ReadAnswer(new ReadOnlySequence<byte>(output.WrittenMemory), call);
        Assert.Contains("half a pair: ?", Assert.IsType<OrleansException>(call.Arrival!.Failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_trace_is_bounded()
    {
        await using var ends = await TwoEnds.Start();
        var deep = System.Runtime.ExceptionServices.ExceptionDispatchInfo.SetRemoteStackTrace(new InvalidOperationException("deep"), new string('x', 1 << 20));
        var output = new ArrayBufferWriter<byte>();
        ends.SiloEnd.Serializer.WriteFailure(output, deep);
        Assert.InRange(output.WrittenCount, 1, 10_000);
    }

    [Fact]
    public async Task A_result_that_cannot_be_sent_is_a_failure_for_the_caller_only()
    {
        await using var ends = await TwoEnds.Start();
        var exception = await Assert.ThrowsAsync<OrleansException>(() => ends.Grain().Anything("unmarked").AsTask());
        Assert.Contains(typeof(Unmarked).FullName!, exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, await ends.Grain().Anything(1));
    }

    [Fact]
    public async Task A_context_that_cannot_be_sent_is_a_failure_for_the_caller_and_names_the_value()
    {
        await using var ends = await TwoEnds.Start();
        RequestContext.Set("bad", new Unmarked());
        try
        {
            var exception = await Assert.ThrowsAsync<NotSupportedException>(() => ends.Grain().Context("bad"));
            Assert.Contains("'bad'", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            RequestContext.Clear();
        }

        Assert.Empty(ends.SiloEnd.Received);
    }

    [Fact]
    public async Task A_call_through_an_unknown_interface_is_answered()
    {
        await using var ends = await TwoEnds.Start();
        ends.CallerEnd.Tamper = static bytes => With(bytes, InterfaceAt);
        var exception = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => ends.Grain().Fail("x"));
        Assert.Contains("interface that is not known", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_of_an_unknown_method_is_answered()
    {
        await using var ends = await TwoEnds.Start();
        ends.CallerEnd.Tamper = static bytes => With(bytes, MethodAt);
        var exception = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => ends.Grain().Fail("x"));
        Assert.Contains("method that wire does not have", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_of_an_unknown_grain_is_answered_and_its_type_not_remembered()
    {
        await using var ends = await TwoEnds.Start();
        var grain = ends.Caller.Grains.GetGrain<IWireGrain>(GrainId.Parse("nobody/1"));
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => grain.Fail("x"));
        Assert.Contains("nobody", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_call_of_another_number_of_arguments_is_answered(int more)
    {
        const byte sixthMemberIsNull = (5 << 3) | 5;
        await using var ends = await TwoEnds.Start();
        ends.CallerEnd.Tamper = bytes => more < 0 ? bytes[..^1] : [.. bytes, sixthMemberIsNull];
        var exception = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => ends.Grain().Mix(1, 2, "3", Shade.Dark, null));
        Assert.Contains("different versions", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_a_failure_for_the_caller()
    {
        await using var ends = await TwoEnds.Start();
        var call = Relayed(ends);
        ends.CallerEnd.Serializer.ReadAnswer(new ReadOnlySequence<byte>([9]), call);
        Assert.Contains("cannot be read", Assert.IsType<OrleansException>(call.Arrival!.Failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_observer_that_is_not_there_is_a_failure_for_the_caller()
    {
        await using var ends = await TwoEnds.Start();
        var ear = new Ear();
        var reference = ends.Caller.Grains.CreateObjectReference<IEar>(ear);
        ends.Caller.Grains.DeleteObjectReference<IEar>(reference);
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => ends.Grain().SayTo(reference, "x"));
    }

    // A call that a gateway has received and not answered.
    private static Compact.Calls.Call Relayed(TwoEnds ends)
    {
        var call = ends.Grain().Work("never");
        Assert.False(call.IsCompleted);
        return ends.CallerEnd.Serializer.ReadRequest(new ReadOnlySequence<byte>(ends.CallerEnd.LastRequest), origin: null);
    }

    private static byte[] With(byte[] bytes, int flippedAt)
    {
        bytes[flippedAt] ^= 0xff;
        return bytes;
    }
}
