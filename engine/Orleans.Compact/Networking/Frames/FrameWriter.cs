using System.Buffers;
using System.Buffers.Binary;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>Builds one frame. Rented, so that a thread writes frame after frame into the same memory.</summary>
internal sealed class FrameWriter : IBufferWriter<byte>, IDisposable
{
    private const int InitialBytes = 4 << 10;
    private const int KeptBytesMax = 256 << 10;

    [ThreadStatic]
    private static FrameWriter? _kept;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _length;
    private int _payloadBytesMax;

    private FrameWriter()
    {
    }

    /// <summary>The frame, complete.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_buffer, (uint)(_length - Frame.LengthBytes));
            return _buffer.AsSpan(0, _length);
        }
    }

    public static FrameWriter Rent(int payloadBytesMax)
    {
        var writer = _kept ?? new FrameWriter();
        _kept = null;
        writer._payloadBytesMax = payloadBytesMax;
        return writer;
    }

    /// <summary>Begins a frame, instead of what was written so far.</summary>
    public void Begin(FrameKind kind, ulong id)
    {
        _buffer[Frame.LengthBytes] = (byte)kind;
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(Frame.LengthBytes + sizeof(FrameKind)), id);
        _length = Frame.HeaderBytes;
    }

    public void Advance(int count)
    {
        if (_length + (long)count - Frame.HeaderBytes > _payloadBytesMax)
            throw TooLong(_length + (long)count);
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    public void Dispose()
    {
        if (_buffer.Length > KeptBytesMax)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
        }

        _kept = this;
    }

    private void Reserve(int sizeHint)
    {
        var needed = _length + (long)Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
            return;
        if (needed - Frame.HeaderBytes > Math.Max(_payloadBytesMax, InitialBytes))
            throw TooLong(needed);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(needed, 2L * _buffer.Length), Array.MaxLength));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    /// <summary>Nothing is left of the payload then: another may be written in its place.</summary>
    private LimitExceededException TooLong(long length)
    {
        _length = Frame.HeaderBytes;
        return new($"The call or answer takes up {length - Frame.HeaderBytes} bytes or more; MessagingOptions.MaxMessageBodySize allows {_payloadBytesMax}.");
    }
}
