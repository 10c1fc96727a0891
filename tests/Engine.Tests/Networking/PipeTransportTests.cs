using System.IO.Pipelines;
using Compact.Networking;
using Microsoft.AspNetCore.Connections;

namespace MiningGrid.Engine.Tests.Networking;

/// <summary>A middleware's pipes as the transport that the protocol runs over.</summary>
public sealed class PipeTransportTests
{
    private const int SegmentBytes = 4096;

    [Theory]
    [InlineData(1)]
    [InlineData(SegmentBytes)]
    [InlineData((3 * SegmentBytes) + 5)]
    [InlineData(1 << 20)]
    public async Task What_came_in_many_pieces_of_memory_is_received_whole(int atOnce)
    {
        var sent = new byte[(5 * SegmentBytes) + 77];
        new Random(1).NextBytes(sent);
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: SegmentBytes, pauseWriterThreshold: 0));
        for (var at = 0; at < sent.Length; at += SegmentBytes)
            await pipe.Writer.WriteAsync(sent.AsMemory(at, Math.Min(SegmentBytes, sent.Length - at)));
        await pipe.Writer.CompleteAsync();
        await using var context = new DefaultConnectionContext();
        var transport = new PipeTransport(new OneWay(pipe.Reader), context);
        var space = new byte[atOnce];

        using var received = new MemoryStream();
        while (await transport.ReceiveAsync(space, CancellationToken.None) is > 0 and var count)
            received.Write(space, 0, count);

        Assert.Equal(sent, received.ToArray());
    }

    private sealed record OneWay(PipeReader Input) : IDuplexPipe
    {
        public PipeWriter Output => throw new NotSupportedException();
    }
}
