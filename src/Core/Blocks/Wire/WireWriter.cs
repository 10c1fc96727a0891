using System.Buffers;
using System.Buffers.Binary;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>Writes the encodings that <see cref="WireReader"/> reads.</summary>
internal sealed class WireWriter(int capacity = 256)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(capacity);

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public WireWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _buffer.Write(bytes);
        return this;
    }

    public WireWriter Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
        return this;
    }

    public WireWriter UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.GetSpan(sizeof(uint)), value);
        _buffer.Advance(sizeof(uint));
        return this;
    }

    public WireWriter UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.GetSpan(sizeof(ulong)), value);
        _buffer.Advance(sizeof(ulong));
        return this;
    }

    public WireWriter Hash(Hash256 hash)
    {
        hash.CopyTo(_buffer.GetSpan(Hash256.Size));
        _buffer.Advance(Hash256.Size);
        return this;
    }

    public WireWriter Number(UInt256 number)
    {
        number.WriteLittleEndian(_buffer.GetSpan(UInt256.Size));
        _buffer.Advance(UInt256.Size);
        return this;
    }

    /// <summary>Writes Bitcoin's CompactSize, always the shortest form.</summary>
    public WireWriter CompactSize(ulong value)
    {
        Span<byte> span = _buffer.GetSpan(9);
        int length;
        switch (value)
        {
            case < 0xfd:
                span[0] = (byte)value;
                length = 1;
                break;
            case <= ushort.MaxValue:
                span[0] = 0xfd;
                BinaryPrimitives.WriteUInt16LittleEndian(span[1..], (ushort)value);
                length = 3;
                break;
            case <= uint.MaxValue:
                span[0] = 0xfe;
                BinaryPrimitives.WriteUInt32LittleEndian(span[1..], (uint)value);
                length = 5;
                break;
            default:
                span[0] = 0xff;
                BinaryPrimitives.WriteUInt64LittleEndian(span[1..], value);
                length = 9;
                break;
        }

        _buffer.Advance(length);
        return this;
    }

    public WireWriter Blob(ReadOnlySpan<byte> bytes) => CompactSize((ulong)bytes.Length).Bytes(bytes);
}
