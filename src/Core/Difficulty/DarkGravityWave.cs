using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Difficulty;

/// <summary>
/// Dark Gravity Wave v3, as Dash has it (pow.cpp): every block's target is a weighted average of the last 24 targets times the ratio of
/// the time that they took to the time that they should have, the ratio held to 1/3 to 3. As in Dash the time spans 23 spacings while
/// 24 are expected, and the first 24 blocks after genesis have the limit as their target.
/// </summary>
public sealed record DarkGravityWave : DifficultyRule
{
    /// <summary>How many blocks the average is taken over.</summary>
    public const int PastBlocks = 24;

    /// <summary>How far from expectation the measured time may be counted, either way.</summary>
    public const int MaxStep = 3;

    private const int LateSpacings = 4;
    private const int VeryLateSeconds = 2 * 60 * 60;
    private const int LateEase = 10;

    /// <summary>Makes the rule.</summary>
    /// <param name="limit">The easiest target allowed.</param>
    /// <param name="spacingSeconds">The time between blocks to aim for, in seconds.</param>
    /// <param name="easyWhenLate">
    /// True for Dash's test networks: a block more than four spacings after its parent is ten times easier than it, one more than two
    /// hours after has the limit as its target.
    /// </param>
    public DarkGravityWave(UInt256 limit, int spacingSeconds, bool easyWhenLate = false)
        : base(limit, spacingSeconds) => EasyWhenLate = easyWhenLate;

    /// <summary>Whether late blocks are easier.</summary>
    public bool EasyWhenLate { get; }

    /// <inheritdoc/>
    public override int Window => PastBlocks;

    /// <inheritdoc/>
    public override bool TryNext(DifficultyWindow window, uint time, out CompactTarget bits)
    {
        PastBlock tip = window.Tip;
        if (EasyWhenLate && TryEase(tip, time, out bits))
            return true;

        bits = LimitBits;
        if (tip.Height < PastBlocks)
            return true;
        if (window.Recent.Length < PastBlocks)
            return false;

        ReadOnlySpan<PastBlock> past = window.Recent[^PastBlocks..];
        long expected = (long)PastBlocks * SpacingSeconds;
        long actual = Math.Clamp((long)tip.Time - past[0].Time, expected / MaxStep, expected * MaxStep);
        bits = ToBits(TargetMath.Scale(Average(past), (ulong)actual, (ulong)expected, Limit));
        return true;
    }

    private bool TryEase(PastBlock tip, uint time, out CompactTarget bits)
    {
        long lateSeconds = (long)time - tip.Time;
        bits = LimitBits;
        if (lateSeconds > VeryLateSeconds)
            return true;
        if (lateSeconds <= (long)LateSpacings * SpacingSeconds)
            return false;
        bits = ToBits(TargetMath.Scale(Target.FromCompact(tip.Bits), LateEase, 1, Limit));
        return true;
    }

    // From the newest to the oldest, avg = (avg * n + target) / (n + 1) with n from 2, so that the newest counts twice.
    // Quotients and remainders are summed apart, because avg * n can pass 2^256 on a chain with an easy limit.
    private static UInt256 Average(ReadOnlySpan<PastBlock> past)
    {
        UInt256 average = Target.FromCompact(past[^1].Bits);
        for (uint n = 2; n <= PastBlocks; n++)
        {
            UInt256 target = Target.FromCompact(past[^(int)n].Bits);
            uint parts = n + 1;
            UInt256 rest = ((average % parts) * n) + (target % parts);
            average = (average / parts * n) + (target / parts) + (rest / parts);
        }

        return average;
    }
}
