using System.IO.Pipelines;
using MiningGrid.Security.Connections;

namespace MiningGrid.Silo.Tests.Security;

/// <summary>A connection's pipes as the stream that TLS runs over.</summary>
public sealed class PipeStreamTests
{
    private const int SegmentBytes = 4096;

    [Theory]
    [InlineData(1)]
    [InlineData(SegmentBytes)]
    [InlineData((3 * SegmentBytes) + 5)]
    [InlineData(1 << 20)]
    public async Task What_came_in_many_pieces_of_memory_is_read_whole(int atOnce)
    {
        var sent = new byte[(5 * SegmentBytes) + 77];
        new Random(1).NextBytes(sent);
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: SegmentBytes, pauseWriterThreshold: 0));
        for (var at = 0; at < sent.Length; at += SegmentBytes)
            await pipe.Writer.WriteAsync(sent.AsMemory(at, Math.Min(SegmentBytes, sent.Length - at)));
        await pipe.Writer.CompleteAsync();
        await using var stream = new PipeStream(new OneWay(pipe.Reader), sent.Length);
        var buffer = new byte[atOnce];

        using var received = new MemoryStream();
        Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty)); // TLS asks so whether there is something
        while (await stream.ReadAsync(buffer) is > 0 and var count)
            received.Write(buffer, 0, count);

        Assert.Equal(sent, received.ToArray());
    }

    private sealed record OneWay(PipeReader Input) : IDuplexPipe
    {
        public PipeWriter Output => throw new NotSupportedException();
    }
}
