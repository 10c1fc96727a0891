using System.Buffers.Binary;

namespace MiningGrid.Core.Blocks;

/// <summary>Reads canonical encodings from bytes of any origin: never throws, never reads past the end, allocates nothing.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>How many bytes are not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public bool TryRead(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count < 0 || count > _rest.Length)
            return false;
        bytes = _rest[..count];
        _rest = _rest[count..];
        return true;
    }

    public bool TryReadByte(out byte value)
    {
        bool read = TryRead(1, out var bytes);
        value = read ? bytes[0] : default;
        return read;
    }

    public bool TryReadUInt32(out uint value)
    {
        bool read = TryRead(sizeof(uint), out var bytes);
        value = read ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : default;
        return read;
    }

    public bool TryReadUInt64(out ulong value)
    {
        bool read = TryRead(sizeof(ulong), out var bytes);
        value = read ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : default;
        return read;
    }

    /// <summary>Reads Bitcoin's CompactSize; a value that would have fitted a shorter form is refused.</summary>
    public bool TryReadCompactSize(out ulong value)
    {
        value = default;
        if (!TryReadByte(out byte first))
            return false;
        int length = first switch { 0xfd => 2, 0xfe => 4, 0xff => 8, _ => 0 };
        if (length == 0)
        {
            value = first;
            return true;
        }

        if (!TryRead(length, out var bytes))
            return false;
        (value, ulong least) = length switch
        {
            2 => (BinaryPrimitives.ReadUInt16LittleEndian(bytes), 0xfdUL),
            4 => (BinaryPrimitives.ReadUInt32LittleEndian(bytes), 0x1_0000UL),
            _ => (BinaryPrimitives.ReadUInt64LittleEndian(bytes), 0x1_0000_0000UL),
        };
        return value >= least;
    }

    /// <summary>Reads a CompactSize of at most <paramref name="max"/>.</summary>
    public bool TryReadInt32(int max, out int value)
    {
        bool read = TryReadCompactSize(out ulong number) && number <= (ulong)max;
        value = read ? (int)number : default;
        return read;
    }

    /// <summary>Reads a CompactSize length of at most <paramref name="max"/> and as many bytes.</summary>
    public bool TryReadBlob(int max, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return TryReadInt32(max, out int length) && TryRead(length, out bytes);
    }
}
