using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Difficulty;

/// <summary>
/// Bitcoin's rule (pow.cpp): the target changes once in <see cref="Interval"/> blocks, in proportion to the time that the last
/// period took, by at most a factor of 4. As in Bitcoin the time is measured from the period's first block to its last, and so spans
/// Interval - 1 spacings while Interval are expected.
/// </summary>
public sealed record BitcoinDifficulty : DifficultyRule
{
    /// <summary>Blocks a period in Bitcoin.</summary>
    public const int BitcoinInterval = 2016;

    /// <summary>How much the target may change at once, up or down.</summary>
    public const int MaxStep = 4;

    /// <summary>Makes the rule.</summary>
    /// <param name="limit">The easiest target allowed.</param>
    /// <param name="spacingSeconds">The time between blocks to aim for, in seconds.</param>
    /// <param name="interval">Blocks a period, 2 to 1 000 000.</param>
    /// <param name="retargets">False for Bitcoin's regtest: the target is never changed.</param>
    /// <param name="easyWhenLate">
    /// True for Bitcoin's testnet: a block more than two spacings after its parent may, and must, have the limit as its target;
    /// the block after it returns to the last regular one.
    /// </param>
    public BitcoinDifficulty(UInt256 limit, int spacingSeconds, int interval = BitcoinInterval, bool retargets = true, bool easyWhenLate = false)
        : base(limit, spacingSeconds)
    {
        ChainParameterException.ThrowUnlessInRange("Interval", interval, 2, 1_000_000);
        Interval = interval;
        Retargets = retargets;
        EasyWhenLate = easyWhenLate;
    }

    /// <summary>Blocks a period.</summary>
    public int Interval { get; }

    /// <summary>Whether the target changes at the end of a period.</summary>
    public bool Retargets { get; }

    /// <summary>Whether a block more than two spacings late has the easiest target (testnet's 20-minute rule).</summary>
    public bool EasyWhenLate { get; }

    /// <inheritdoc/>
    public override int Window => 1;

    /// <summary>The time that a period should take, in seconds.</summary>
    public long TargetTimespan => (long)Interval * SpacingSeconds;

    /// <inheritdoc/>
    public override bool StartsPeriod(int height) => height % Interval == 0;

    /// <inheritdoc/>
    public override bool IsRegular(PastBlock block) => !EasyWhenLate || StartsPeriod(block.Height) || block.Bits != LimitBits;

    /// <inheritdoc/>
    public override bool TryNext(DifficultyWindow window, uint time, out CompactTarget bits)
    {
        PastBlock tip = window.Tip;
        bits = tip.Bits;
        if (!StartsPeriod(tip.Height + 1))
        {
            if (!EasyWhenLate)
                return true;
            bool late = time > tip.Time + (2L * SpacingSeconds);
            bits = late ? LimitBits : window.LastRegular.GetValueOrDefault().Bits;
            return late || window.LastRegular is not null;
        }

        if (!Retargets)
            return true;
        if (window.PeriodStart is not { } first)
            return false;
        bits = Retarget(tip.Bits, (long)tip.Time - first.Time);
        return true;
    }

    /// <summary>The bits of the next period (CalculateNextWorkRequired).</summary>
    /// <param name="old">The bits of the period's last block.</param>
    /// <param name="actualTimespan">Seconds from the period's first block to its last; may be negative.</param>
    public CompactTarget Retarget(CompactTarget old, long actualTimespan)
    {
        long timespan = Math.Clamp(actualTimespan, TargetTimespan / MaxStep, TargetTimespan * MaxStep);
        return ToBits(TargetMath.Scale(Target.FromCompact(old), (ulong)timespan, (ulong)TargetTimespan, Limit));
    }

    /// <summary>
    /// Whether bits may follow upon others at all, whatever the times were (PermittedDifficultyTransition): what can still be said
    /// when the period's first block is unknown.
    /// </summary>
    /// <param name="height">The height of the block with <paramref name="next"/>.</param>
    /// <param name="old">Its parent's bits.</param>
    /// <param name="next">Its own bits.</param>
    public bool PermitsTransition(int height, CompactTarget old, CompactTarget next)
    {
        if (EasyWhenLate)
            return true;
        if (!Retargets || !StartsPeriod(height))
            return old == next;
        if (!next.TryGetTarget(out UInt256 target))
            return false;
        return target >= Target.FromCompact(Retarget(old, 0)) && target <= Target.FromCompact(Retarget(old, long.MaxValue));
    }
}
