using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Difficulty;

/// <summary>
/// ASERT, aserti3-2d as Bitcoin Cash specifies it: the target depends only on how far the tip is ahead of or behind an ideal schedule
/// that starts at an anchor, and doubles or halves for each <see cref="HalfLifeSeconds"/> of it. The anchor here is genesis. Genesis has
/// no parent, so the schedule counts from its own time (in the specification's terms: its parent lies one spacing before it).
/// </summary>
public sealed record AsertDifficulty : DifficultyRule
{
    /// <summary>Bitcoin Cash's half-life: two days, in seconds.</summary>
    public const int BitcoinCashHalfLifeSeconds = 2 * 24 * 60 * 60;

    /// <summary>Makes the rule.</summary>
    /// <param name="limit">The easiest target allowed.</param>
    /// <param name="spacingSeconds">The time between blocks to aim for, in seconds.</param>
    /// <param name="halfLifeSeconds">How far behind schedule, in seconds, doubles the target: 1 to 2 147 483 647.</param>
    public AsertDifficulty(UInt256 limit, int spacingSeconds, int halfLifeSeconds = BitcoinCashHalfLifeSeconds)
        : base(limit, spacingSeconds)
    {
        ChainParameterException.ThrowUnlessInRange("HalfLifeSeconds", halfLifeSeconds, 1, int.MaxValue);
        HalfLifeSeconds = halfLifeSeconds;
    }

    /// <summary>How far behind schedule, in seconds, doubles the target.</summary>
    public int HalfLifeSeconds { get; }

    /// <inheritdoc/>
    public override int Window => 1;

    /// <inheritdoc/>
    public override bool TryNext(DifficultyWindow window, uint time, out CompactTarget bits)
    {
        bits = default;
        if (window.PeriodStart is not { } anchor)
            return false;
        long timeDelta = (long)window.Tip.Time - anchor.Time + SpacingSeconds;
        bits = ToBits(NextTarget(Target.FromCompact(anchor.Bits), timeDelta, window.Tip.Height - anchor.Height));
        return true;
    }

    /// <summary>The specification's formula, in integers only.</summary>
    /// <param name="anchorTarget">The anchor's target.</param>
    /// <param name="timeDelta">Seconds from the anchor's parent to the tip.</param>
    /// <param name="heightDelta">Blocks from the anchor to the tip.</param>
    /// <returns>The next block's target, 1 to <see cref="DifficultyRule.Limit"/>.</returns>
    public UInt256 NextTarget(UInt256 anchorTarget, long timeDelta, long heightDelta)
    {
        // The exponent in units of 1/65536, its whole part rounded towards minus infinity, its fraction 0..65535.
        long exponent = (timeDelta - (SpacingSeconds * (heightDelta + 1))) * 65536 / HalfLifeSeconds;
        int shifts = (int)Math.Clamp(exponent >> 16, -1024, 1024);
        ulong fraction = (ulong)exponent & 0xffff;

        // 65536 * 2^(fraction / 65536) by a cubic, at most 0.013 % off. The sum fits 64 unsigned bits.
        ulong cubic = (195_766_423_245_049 * fraction) + (971_821_376 * fraction * fraction) + (5_127 * fraction * fraction * fraction) + (1UL << 47);
        ulong factor = 65536 + (cubic >> 48);

        UInt256 target = TargetMath.ScaleByPowerOfTwo(anchorTarget, factor, shifts - 16, Limit);
        return target == UInt256.Zero ? UInt256.One : target;
    }
}
