using System.Buffers;
using System.IO.Pipelines;

namespace MiningGrid.Security.Connections;

/// <summary>A connection's pipes as the stream that TLS runs over.</summary>
/// <param name="pipe">The connection.</param>
/// <param name="handshakeBytesMax">So many bytes are received before <see cref="EndHandshake"/>, and no more.</param>
internal sealed class PipeStream(IDuplexPipe pipe, int handshakeBytesMax) : Stream
{
    private long _bytesLeft = handshakeBytesMax;

    /// <summary>Whether this side has said anything yet.</summary>
    public bool HasWritten { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The other side is known: it may send what it likes.</summary>
    public void EndHandshake() => _bytesLeft = long.MaxValue;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await pipe.Input.ReadAsync(cancellationToken);
        if (result.IsCanceled)
            throw new OperationCanceledException(cancellationToken);
        var received = result.Buffer;
        if (received.Length > buffer.Length)
            received = received.Slice(0, buffer.Length);
        received.CopyTo(buffer.Span);
        var count = (int)received.Length; // before the pipe takes its memory back
        pipe.Input.AdvanceTo(received.End);
        if (_bytesLeft != long.MaxValue && (_bytesLeft -= count) < 0)
            throw new IOException($"it sent more than {handshakeBytesMax} bytes before it was known");
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        HasWritten = true;
        if ((await pipe.Output.WriteAsync(buffer, cancellationToken)).IsCompleted)
            throw new IOException("it closed the connection");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // What is written leaves at once.
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
