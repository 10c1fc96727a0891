using System.Buffers;
using System.Buffers.Binary;

namespace Compact.Networking;

/// <summary>Cuts received bytes into frames. Grows with what has been received, never with what a frame claims.</summary>
internal sealed class FrameReader(int payloadBytesMax) : IDisposable
{
    private const int InitialBytes = 16 << 10;
    private const int IdleBytesMax = 256 << 10;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _start;
    private int _end;

    /// <value>Payloads that are longer are refused.</value>
    public int PayloadBytesMax { get; set; } = payloadBytesMax;

    /// <value>What was received and is not read.</value>
    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Room for bytes to receive; at least one.</summary>
    public Memory<byte> GetSpace()
    {
        if (_start == _end)
        {
            _start = _end = 0;
            if (_buffer.Length > IdleBytesMax)
                Exchange(InitialBytes);
        }
        else if (_end == _buffer.Length && _start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Exchange(_buffer.Length * 2);
        return _buffer.AsMemory(_end);
    }

    /// <summary>So many bytes were received into the space.</summary>
    public void Advance(int count) => _end += count;

    /// <exception cref="MalformedFrameException">The bytes are not frames.</exception>
    public bool TryRead(out Frame frame)
    {
        const int lengthMin = Frame.HeaderBytes - Frame.LengthBytes;
        frame = default;
        var received = _buffer.AsSpan(_start, _end - _start);
        if (received.Length < Frame.LengthBytes)
            return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(received);
        if (length < lengthMin || length - lengthMin > (uint)PayloadBytesMax)
            throw new MalformedFrameException($"a frame of {length} bytes; allowed are {lengthMin} to {(long)lengthMin + PayloadBytesMax}");
        if ((uint)(received.Length - Frame.LengthBytes) < length)
            return false;
        frame = new Frame(
            (FrameKind)received[Frame.LengthBytes],
            BinaryPrimitives.ReadUInt64LittleEndian(received[(Frame.LengthBytes + sizeof(FrameKind))..]),
            new ReadOnlySequence<byte>(_buffer, _start + Frame.HeaderBytes, (int)length - lengthMin));
        _start += Frame.LengthBytes + (int)length;
        return true;
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _start = _end = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Exchange(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(_start, _end - _start).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        (_start, _end) = (0, _end - _start);
    }
}
