using MiningGrid.Engine.Tests.Serialization.Models;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace MiningGrid.Engine.Tests.Serialization;

public sealed class ExceptionTests
{
    [Fact]
    public void Exceptions_of_dotnet_arrive_as_what_they_were()
    {
        foreach (var exception in SomeOfDotnet(about: 1))
        {
            var read = Codecs.RoundTrip(exception);

            Assert.Equal(exception.GetType(), read.GetType());
            Assert.Equal(exception.Message, read.Message);
            Assert.Equal(exception.HResult, read.HResult);
            Assert.Equal((exception as ArgumentException)?.ParamName, (read as ArgumentException)?.ParamName);
        }
    }

    [Fact]
    public void A_thrown_exception_keeps_its_stack_and_its_inner_ones()
    {
        var thrown = Throw();

        var read = Codecs.RoundTrip<Exception>(thrown);

        Assert.Contains(nameof(Throw), read.StackTrace, StringComparison.Ordinal);
        var inner = Assert.IsType<TimeoutException>(read.InnerException);
        Assert.Equal("inner", inner.Message);
    }

    [Fact]
    public void An_aggregate_keeps_all_its_parts()
    {
        var read = Assert.IsType<AggregateException>(Codecs.RoundTrip<Exception>(new AggregateException("many", new TimeoutException("a"), new FaultException("b") { Code = 3 })));

        Assert.Equal("many (a) (b)", read.Message);
        Assert.IsType<TimeoutException>(read.InnerExceptions[0]);
        Assert.Equal(3, Assert.IsType<FaultException>(read.InnerExceptions[1]).Code);
        Assert.Same(read.InnerExceptions[0], read.InnerException);
    }

    [Fact]
    public void A_marked_exception_arrives_with_its_members()
    {
        var value = new DeepFaultException("deep") { Code = 7, Where = [1, 2] };

        var read = Assert.IsType<DeepFaultException>(Codecs.RoundTrip<Exception>(value));

        Assert.Equal(("deep", 7), (read.Message, read.Code));
        Assert.Equal([1, 2], read.Where);
        Assert.IsType<DeepFaultException>(Codecs.RoundTrip<FaultException>(value));
    }

    [Fact]
    public void An_exception_of_the_engine_arrives_with_its_members()
    {
        var read = Assert.IsType<InconsistentStateException>(Codecs.RoundTrip<Exception>(new InconsistentStateException("m", "stored", "current")));

        Assert.Equal(("stored", "current"), (read.StoredEtag, read.CurrentEtag));
        Assert.IsAssignableFrom<OrleansException>(read);
    }

    [Fact]
    public void An_exception_that_is_not_marked_arrives_as_text()
    {
        var read = Assert.IsType<UnavailableExceptionFallbackException>(Codecs.RoundTrip<Exception>(new UnmarkedException("secret sauce")));

        Assert.Equal(typeof(UnmarkedException).FullName, read.ExceptionType);
        Assert.Equal("secret sauce", read.Message);
        Assert.Equal(read.ExceptionType, Assert.IsType<UnavailableExceptionFallbackException>(Codecs.RoundTrip<Exception>(read)).ExceptionType);
    }

    [Fact]
    public void A_marked_exception_that_the_reader_does_not_know_arrives_as_text()
    {
        var bytes = Codecs.Serializer.SerializeToArray<Exception>(new DeepFaultException("deep") { Code = 7 });
        var name = typeof(DeepFaultException).FullName!;
        var position = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(name));
        bytes[position] = (byte)'X';

        var read = Assert.IsType<UnavailableExceptionFallbackException>(Codecs.Serializer.Deserialize<Exception>(bytes));

        Assert.Equal($"X{name[1..]}", read.ExceptionType);
        Assert.Equal("deep", read.Message);
    }

    private static Exception[] SomeOfDotnet(int about) =>
    [
        new ArgumentException("m", nameof(about)), new ArgumentNullException(nameof(about)), new ArgumentOutOfRangeException(nameof(about), "m"),
        new InvalidOperationException(), new TimeoutException("late"), new OperationCanceledException("stop"), new TaskCanceledException(),
        new NotSupportedException("no"), new KeyNotFoundException("k"), new FormatException("f"), new ObjectDisposedException("o"), new IOException("io"),
        new NotImplementedException(),
    ];

    private static InvalidOperationException Throw()
    {
        try
        {
            throw new InvalidOperationException("outer", new TimeoutException("inner"));
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }
}
