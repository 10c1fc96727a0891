using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// A target in the four bytes that a block header has for it, Bitcoin's nBits: a base-256 exponent, and a mantissa of
/// 23 bits with a sign. Exactly arith_uint256::SetCompact and GetCompact of Bitcoin Core, sign and overflow included.
/// </summary>
/// <param name="Bits">The four bytes as a number, for example 0x1d00ffff.</param>
public readonly record struct CompactTarget(uint Bits)
{
    private const uint SignBit = 0x0080_0000;
    private const uint Mantissa = 0x007f_ffff;

    /// <summary>The compact form of a target. It keeps the 15 to 23 leading bits and drops the others.</summary>
    /// <param name="target">Any number.</param>
    /// <returns>The greatest compact form that is not above the target.</returns>
    public static CompactTarget FromTarget(UInt256 target)
    {
        var size = (target.BitLength + 7) / 8;
        var mantissa = (uint)(ulong)(size <= 3 ? target << (8 * (3 - size)) : target >> (8 * (size - 3)));
        if ((mantissa & SignBit) != 0)
        {
            // A leading bit there would read as a sign: one byte less of mantissa, one more of size.
            mantissa >>= 8;
            size++;
        }
        return new(((uint)size << 24) | mantissa);
    }

    /// <summary>The target that the bits stand for.</summary>
    /// <param name="negative">Whether the sign is set, on a target that is not zero.</param>
    /// <param name="overflow">Whether the target needs more than 256 bits; what is returned is then without meaning.</param>
    /// <returns>The magnitude; zero where the mantissa is zero or is shifted out.</returns>
    public UInt256 ToTarget(out bool negative, out bool overflow)
    {
        var size = (int)(Bits >> 24);
        var word = Bits & Mantissa;
        if (size <= 3)
            word >>= 8 * (3 - size);

        negative = word != 0 && (Bits & SignBit) != 0;
        overflow = word != 0 && (size > 34 || (word > 0xff && size > 33) || (word > 0xffff && size > 32));
        return size <= 3 ? word : (UInt256)word << (8 * (size - 3));
    }

    /// <summary>The target, where the bits stand for one that a block can have.</summary>
    /// <param name="target">The target, or zero.</param>
    /// <returns>False when it is negative, zero, or too large for 256 bits.</returns>
    public bool TryGetTarget(out UInt256 target)
    {
        target = ToTarget(out var negative, out var overflow);
        if (!negative && !overflow && target != UInt256.Zero)
            return true;
        target = UInt256.Zero;
        return false;
    }

    /// <summary>Reads bits as people write them.</summary>
    /// <param name="text">1 to 8 hexadecimal digits, with or without "0x" before them.</param>
    /// <param name="compact">The bits, or zero. They need not stand for a target that a block can have.</param>
    /// <returns>Whether the text is such a number.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out CompactTarget compact)
    {
        var digits = text.AsSpan();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            digits = digits[2..];
        var read = uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits);
        compact = new(bits);
        return read;
    }

    /// <summary>The bits as people write them.</summary>
    /// <returns>For example "0x1d00ffff".</returns>
    public override string ToString() => $"0x{Bits:x8}";
}
