using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>
/// Positions as they are stored: LEB128 numbers of 7 bits a byte, the least significant first. The same bytes with
/// every storage, whatever its serializer makes of 128-bit numbers.
/// </summary>
internal static class PositionBytes
{
    private const int BitsPerByte = 7;
    private const int MaxShift = 126;

    public static byte[] Of(IEnumerable<UInt128> positions)
    {
        var bytes = new List<byte>();
        foreach (var position in positions)
            Write(bytes, position);
        return [.. bytes];
    }

    /// <summary>Ascending ranges, each as the gap before it and its length.</summary>
    public static byte[] Of(IEnumerable<PositionRange> ascending)
    {
        var bytes = new List<byte>();
        UInt128 end = 0;
        foreach (var range in ascending)
        {
            Write(bytes, range.First - end);
            Write(bytes, range.Count);
            end = range.End;
        }

        return [.. bytes];
    }

    /// <exception cref="InvalidDataException">The bytes end within a number, or a number has more than 128 bits.</exception>
    public static List<UInt128> ReadPositions(ReadOnlySpan<byte> bytes)
    {
        var positions = new List<UInt128>();
        while (!bytes.IsEmpty)
            positions.Add(Read(ref bytes));
        return positions;
    }

    /// <exception cref="InvalidDataException">The bytes end within a number, or a number has more than 128 bits.</exception>
    public static List<PositionRange> ReadRanges(ReadOnlySpan<byte> bytes)
    {
        var ranges = new List<PositionRange>();
        UInt128 end = 0;
        while (!bytes.IsEmpty)
        {
            var range = new PositionRange(end + Read(ref bytes), Read(ref bytes));
            ranges.Add(range);
            end = range.End;
        }

        return ranges;
    }

    private static void Write(List<byte> bytes, UInt128 value)
    {
        for (; value >= 0x80; value >>= BitsPerByte)
            bytes.Add((byte)((byte)value | 0x80));
        bytes.Add((byte)value);
    }

    private static UInt128 Read(ref ReadOnlySpan<byte> bytes)
    {
        UInt128 value = 0;
        for (int i = 0, shift = 0; i < bytes.Length && shift <= MaxShift; i++, shift += BitsPerByte)
        {
            value |= (UInt128)(byte)(bytes[i] & 0x7F) << shift;
            if (bytes[i] >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            return value;
        }

        throw new InvalidDataException("Stored positions are damaged.");
    }
}
