namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// How hard a search is: a hash must not be above the target. There are three ways to say it, and all become one
/// 256-bit number.
/// </summary>
public static class Target
{
    private const int HexDigits = 64;
    private const int MaxZeroBits = 255;
    private const double HashSpace = 1.157920892373162e77; // 2^256

    /// <summary>What the classic examples call difficulty: hashes that begin with so many zero hexadecimal digits.</summary>
    /// <param name="digits">0 (every hash will do) to 64 (only the hash of zeros will).</param>
    /// <returns>The greatest such number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of digits is not in that range.</exception>
    public static UInt256 FromHexDigits(int digits) =>
        digits is >= 0 and <= HexDigits
            ? UInt256.MaxValue >> (4 * digits)
            : throw new ArgumentOutOfRangeException(nameof(digits), digits,
                $"{digits} leading zero digits can't be asked for: 0 to {HexDigits} are allowed.");

    /// <summary>Hashes that begin with so many zero bits.</summary>
    /// <param name="bits">0 (every hash will do) to 255.</param>
    /// <returns>The greatest such number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of bits is not in that range.</exception>
    public static UInt256 FromZeroBits(int bits) =>
        bits is >= 0 and <= MaxZeroBits
            ? UInt256.MaxValue >> bits
            : throw new ArgumentOutOfRangeException(nameof(bits), bits,
                $"{bits} leading zero bits can't be asked for: 0 to {MaxZeroBits} are allowed.");

    /// <summary>The target of a block header's bits.</summary>
    /// <param name="compact">Bits of a target above zero and below 2^256.</param>
    /// <returns>The target.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bits are negative, zero or overflow.</exception>
    public static UInt256 FromCompact(CompactTarget compact)
    {
        var target = compact.ToTarget(out var negative, out var overflow);
        var wrong = negative ? "negative" : overflow ? "above 256 bits" : target == UInt256.Zero ? "zero" : null;
        return wrong is null
            ? target
            : throw new ArgumentOutOfRangeException(nameof(compact), compact,
                $"The bits {compact} stand for a target that is {wrong}: targets from 1 to 2^256-1 are allowed.");
    }

    /// <summary>Whether a hash proves work at a header's bits: CheckProofOfWork of Bitcoin Core's pow.cpp.</summary>
    /// <param name="hash">The header's hash.</param>
    /// <param name="bits">The bits that the header states.</param>
    /// <param name="limit">The easiest target that the chain allows.</param>
    /// <returns>False for bits that no block can have, a target above the limit, or a hash above the target.</returns>
    public static bool IsMet(Hash256 hash, CompactTarget bits, UInt256 limit) =>
        bits.TryGetTarget(out var target) && target <= limit && hash.ToUInt256() <= target;

    /// <summary>How many hashes a search needs on average.</summary>
    /// <param name="target">The target.</param>
    /// <returns>2^256 / (target + 1), from 1 to 2^256.</returns>
    public static double ExpectedHashes(UInt256 target) => HashSpace / (target.ToDouble() + 1);

    /// <summary>
    /// The work that a block at this target proves: GetBlockProof of Bitcoin Core's chain.cpp. The chain with the
    /// greatest sum is the best one.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <returns>The whole part of 2^256 / (target + 1); zero for the target zero, which no block has.</returns>
    public static UInt256 Work(UInt256 target)
    {
        if (target == UInt256.Zero)
            return UInt256.Zero;
        // 2^256 has no place in 256 bits; 2^256 / (t + 1) = (2^256 - 1 - t) / (t + 1) + 1 has.
        return target == UInt256.MaxValue ? UInt256.One : (~target / (target + UInt256.One)) + UInt256.One;
    }
}
