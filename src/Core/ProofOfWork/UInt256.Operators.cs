namespace MiningGrid.Core.ProofOfWork;

/// <content>Arithmetic, modulo 2^256. Whoever must not overflow checks <see cref="BitLength"/> before.</content>
public readonly partial struct UInt256
{
    /// <summary>Whether both are the same number.</summary>
    public static bool operator ==(UInt256 left, UInt256 right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(UInt256 left, UInt256 right) => !left.Equals(right);

    /// <summary>Whether the left one is less.</summary>
    public static bool operator <(UInt256 left, UInt256 right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is greater.</summary>
    public static bool operator >(UInt256 left, UInt256 right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is not greater.</summary>
    public static bool operator <=(UInt256 left, UInt256 right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is not less.</summary>
    public static bool operator >=(UInt256 left, UInt256 right) => left.CompareTo(right) >= 0;

    /// <summary>Bitwise and.</summary>
    public static UInt256 operator &(UInt256 left, UInt256 right) =>
        new(left._0 & right._0, left._1 & right._1, left._2 & right._2, left._3 & right._3);

    /// <summary>Bitwise or.</summary>
    public static UInt256 operator |(UInt256 left, UInt256 right) =>
        new(left._0 | right._0, left._1 | right._1, left._2 | right._2, left._3 | right._3);

    /// <summary>Bitwise exclusive or.</summary>
    public static UInt256 operator ^(UInt256 left, UInt256 right) =>
        new(left._0 ^ right._0, left._1 ^ right._1, left._2 ^ right._2, left._3 ^ right._3);

    /// <summary>Every bit turned over.</summary>
    public static UInt256 operator ~(UInt256 value) => new(~value._0, ~value._1, ~value._2, ~value._3);

    /// <summary>Shifts to the left; a shift of 256 or more leaves zero, unlike the built-in types.</summary>
    /// <param name="value">The number.</param>
    /// <param name="bits">How far, not negative.</param>
    public static UInt256 operator <<(UInt256 value, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bits);
        ReadOnlySpan<ulong> limbs = [0, 0, 0, 0, value._0, value._1, value._2, value._3];
        return bits >= 256 ? Zero : Window(limbs, 256 - bits);
    }

    /// <summary>Shifts to the right; a shift of 256 or more leaves zero, unlike the built-in types.</summary>
    /// <param name="value">The number.</param>
    /// <param name="bits">How far, not negative.</param>
    public static UInt256 operator >>(UInt256 value, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bits);
        ReadOnlySpan<ulong> limbs = [value._0, value._1, value._2, value._3, 0, 0, 0, 0];
        return bits >= 256 ? Zero : Window(limbs, bits);
    }

    /// <summary>The sum, modulo 2^256.</summary>
    public static UInt256 operator +(UInt256 left, UInt256 right)
    {
        var sum = (UInt128)left._0 + right._0;
        var limb0 = (ulong)sum;
        sum = (sum >> 64) + left._1 + right._1;
        var limb1 = (ulong)sum;
        sum = (sum >> 64) + left._2 + right._2;
        return new(limb0, limb1, (ulong)sum, (ulong)(sum >> 64) + left._3 + right._3);
    }

    /// <summary>The difference, modulo 2^256.</summary>
    public static UInt256 operator -(UInt256 left, UInt256 right) => left + ~right + One;

    /// <summary>The product, modulo 2^256.</summary>
    public static UInt256 operator *(UInt256 left, UInt256 right)
    {
        ReadOnlySpan<ulong> a = [left._0, left._1, left._2, left._3];
        ReadOnlySpan<ulong> b = [right._0, right._1, right._2, right._3];
        Span<ulong> product = stackalloc ulong[4];
        for (var i = 0; i < 4; i++)
        {
            UInt128 carry = 0;
            for (var j = 0; i + j < 4; j++)
            {
                carry += ((UInt128)a[i] * b[j]) + product[i + j];
                product[i + j] = (ulong)carry;
                carry >>= 64;
            }
        }
        return new(product[0], product[1], product[2], product[3]);
    }

    /// <summary>The quotient, rounded down.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator /(UInt256 dividend, UInt256 divisor) => DivRem(dividend, divisor).Quotient;

    /// <summary>What the division leaves over.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator %(UInt256 dividend, UInt256 divisor) => DivRem(dividend, divisor).Remainder;

    /// <summary>Quotient and remainder of one division.</summary>
    /// <param name="dividend">What is divided.</param>
    /// <param name="divisor">By what; not zero.</param>
    /// <returns>Both, so that quotient × divisor + remainder is the dividend.</returns>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static (UInt256 Quotient, UInt256 Remainder) DivRem(UInt256 dividend, UInt256 divisor)
    {
        if (divisor == Zero)
            throw new DivideByZeroException("A 256-bit number was divided by zero.");
        return divisor.BitLength <= 32 ? DivRemSmall(dividend, (uint)divisor._0) : DivRemLong(dividend, divisor);
    }

    // School division by one 32-bit digit: what the difficulty rules do all the time.
    private static (UInt256 Quotient, UInt256 Remainder) DivRemSmall(UInt256 dividend, uint divisor)
    {
        ulong remainder = 0;
        ulong Limb(ulong limb)
        {
            var high = (remainder << 32) | (limb >> 32);
            var low = ((high % divisor) << 32) | (uint)limb;
            remainder = low % divisor;
            return ((high / divisor) << 32) | (low / divisor);
        }

        var limb3 = Limb(dividend._3);
        var limb2 = Limb(dividend._2);
        var limb1 = Limb(dividend._1);
        return (new(Limb(dividend._0), limb1, limb2, limb3), remainder);
    }

    // Shift and subtract, a bit of the quotient at a time, as arith_uint256 does.
    private static (UInt256 Quotient, UInt256 Remainder) DivRemLong(UInt256 dividend, UInt256 divisor)
    {
        var quotient = Zero;
        for (var bit = dividend.BitLength - divisor.BitLength; bit >= 0; bit--)
        {
            var shifted = divisor << bit;
            if (shifted > dividend)
                continue;
            dividend -= shifted;
            quotient |= One << bit;
        }
        return (quotient, dividend);
    }

    // 256 bits out of 512, from the given bit up.
    private static UInt256 Window(ReadOnlySpan<ulong> limbs, int bit)
    {
        Span<ulong> window = stackalloc ulong[4];
        var (limb, shift) = Math.DivRem(bit, 64);
        for (var i = 0; i < 4; i++)
        {
            window[i] = limbs[limb + i] >> shift;
            if (shift > 0 && limb + i + 1 < limbs.Length)
                window[i] |= limbs[limb + i + 1] << (64 - shift);
        }
        return new(window[0], window[1], window[2], window[3]);
    }
}
