using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Text;

namespace Compact.Serialization;

/// <summary>Writes one payload into a pooled buffer. Dispose of it to hand the buffer back.</summary>
public ref struct WireWriter
{
    /// <summary>Objects inside objects; deeper graphs, cycles above all, are refused.</summary>
    internal const int DepthMax = 128;

    private const int InitialBytes = 256;
    private byte[] _buffer;
    private int _position;
    private int _depth;

    public WireWriter(CodecProvider codecs)
    {
        ArgumentNullException.ThrowIfNull(codecs);
        Codecs = codecs;
        _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    }

    /// <summary>Where codecs for types known only at run time come from.</summary>
    public CodecProvider Codecs { get; }

    /// <summary>What has been written; valid until the next write.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _position);

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _position = 0;
        if (buffer is { Length: > 0 })
            ArrayPool<byte>.Shared.Return(buffer);
    }

    public void WriteByte(byte value)
    {
        if (_position == _buffer.Length)
            Grow(1);
        _buffer[_position++] = value;
    }

    public void WriteVarInt(ulong value)
    {
        const int bytesMax = 10;
        if (_buffer.Length - _position < bytesMax)
            Grow(bytesMax);
        var position = _position;
        while (value >= 0x80)
        {
            _buffer[position++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[position++] = (byte)value;
        _position = position;
    }

    /// <summary>A signed number, zigzag: small magnitudes of either sign stay short.</summary>
    public void WriteSigned(long value) => WriteVarInt((ulong)(value << 1) ^ (ulong)(value >> 63));

    public void WriteFixed32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);

    public void WriteFixed64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    public void WriteFixed128(UInt128 value) => BinaryPrimitives.WriteUInt128LittleEndian(Take(16), value);

    /// <summary>A member: its number and wire type, then its payload unless it is null.</summary>
    public void WriteMember<T>(uint number, ICodec<T> codec, T value)
    {
        ArgumentNullException.ThrowIfNull(codec);
        if (value is null)
        {
            WriteHeader(number, WireType.Null);
            return;
        }

        WriteHeader(number, codec.WireType);
        codec.Write(ref this, value);
    }

    /// <summary>An element of a collection: a byte that says whether it is null, where it can be, then its payload.</summary>
    public void WriteElement<T>(ICodec<T> codec, T value)
    {
        ArgumentNullException.ThrowIfNull(codec);
        if (default(T) is null)
        {
            WriteByte(value is null ? (byte)0 : (byte)1);
            if (value is null)
                return;
        }

        codec.Write(ref this, value);
    }

    public void WriteHeader(uint number, WireType type) => WriteVarInt(((ulong)number << 3) | (uint)type);

    /// <summary>A length, then the bytes.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> value)
    {
        WriteVarInt((uint)value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>The bytes without a length: part of a payload that has one.</summary>
    public void WriteRaw(scoped ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>A length, then the text in UTF-8.</summary>
    /// <exception cref="EncoderFallbackException">The text has half of a surrogate pair.</exception>
    public void WriteString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var length = StrictUtf8.Instance.GetByteCount(value);
        WriteVarInt((uint)length);
        StrictUtf8.Instance.GetBytes(value, Take(length));
    }

    /// <summary>Starts a payload whose length is not known yet; <see cref="EndBytes"/> fills it in.</summary>
    public int BeginBytes()
    {
        if (++_depth > DepthMax)
            throw new InvalidOperationException($"The object graph is more than {DepthMax} objects deep, or refers to itself: it cannot be sent.");
        Take(1);
        return _position;
    }

    /// <summary>Ends what began at <paramref name="start"/>: its length goes in front of it.</summary>
    public void EndBytes(int start)
    {
        Debug.Assert(start <= _position, "A payload ends after it begins.");
        _depth--;
        var length = _position - start;
        if (length < 0x80)
        {
            _buffer[start - 1] = (byte)length;
            return;
        }

        var more = (BitOperations.Log2((uint)length) / 7);
        Take(more);
        Buffer.BlockCopy(_buffer, start, _buffer, start + more, length);
        var position = start - 1;
        for (var rest = (uint)length; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                _buffer[position] = (byte)rest;
                return;
            }

            _buffer[position++] = (byte)(rest | 0x80);
        }
    }

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _position < count)
            Grow(count);
        var span = _buffer.AsSpan(_position, count);
        _position += count;
        return span;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_buffer.Length * 2, _position + count)));
        Written.CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
