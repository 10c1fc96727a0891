using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Difficulty;

/// <summary>Arithmetic on targets as if there were no 256-bit bound: a product that would not fit is over the limit, never wrapped.</summary>
internal static class TargetMath
{
    /// <summary>min(limit, floor(target * numerator / denominator)), exactly.</summary>
    public static UInt256 Scale(UInt256 target, ulong numerator, ulong denominator, UInt256 limit)
    {
        if (numerator == 0)
            return UInt256.Zero;
        UInt256 quotient = target / denominator;
        if (quotient > limit / numerator)
            return limit;

        UInt256 whole = quotient * numerator;
        UInt256 rest = target % denominator * numerator / denominator;
        UInt256 sum = whole + rest;
        return sum < whole || sum > limit ? limit : sum;
    }

    /// <summary>min(limit, floor(target * factor * 2^shift)), exactly, for a factor below 2^64 and any shift.</summary>
    public static UInt256 ScaleByPowerOfTwo(UInt256 target, ulong factor, int shift, UInt256 limit)
    {
        // The product as high * 2^128 + low.
        UInt256 mask = (UInt256.One << 128) - UInt256.One;
        UInt256 low = (target & mask) * factor;
        UInt256 high = ((target >> 128) * factor) + (low >> 128);
        low &= mask;

        int bits = high == UInt256.Zero ? low.BitLength : 128 + high.BitLength;
        if (bits == 0 || bits + shift <= 0)
            return UInt256.Zero;
        if (bits + shift > 256)
            return limit;

        UInt256 scaled = ShiftLeft(high, 128 + shift) | ShiftLeft(low, shift);
        return scaled > limit ? limit : scaled;
    }

    private static UInt256 ShiftLeft(UInt256 value, int shift) => shift switch
    {
        >= 256 or <= -256 => UInt256.Zero,
        >= 0 => value << shift,
        _ => value >> -shift,
    };
}
