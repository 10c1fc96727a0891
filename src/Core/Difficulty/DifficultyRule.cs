using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Difficulty;

/// <summary>
/// How a chain decides how hard its next block is. A rule is pure: the same window and time give the same bits on every node.
/// </summary>
/// <remarks>
/// A rule reads only a <see cref="DifficultyWindow"/>, which is bounded whatever the chain's length: the newest
/// <see cref="Window"/> blocks, and two older ones that the rule asks to be remembered
/// (<see cref="StartsPeriod"/>, <see cref="IsRegular"/>).
/// </remarks>
public abstract record DifficultyRule
{
    /// <summary>Longest spacing that a chain may aim for: 30 days, in seconds.</summary>
    public const int MaxSpacingSeconds = 30 * 24 * 60 * 60;

    /// <summary>Checks and keeps what all rules share.</summary>
    /// <param name="limit">The easiest target allowed, at least 1.</param>
    /// <param name="spacingSeconds">The time between blocks to aim for, 1 to <see cref="MaxSpacingSeconds"/> seconds.</param>
    /// <exception cref="ChainParameterException">A value is out of its range.</exception>
    protected DifficultyRule(UInt256 limit, int spacingSeconds)
    {
        if (limit == UInt256.Zero)
            throw new ChainParameterException("Limit", limit, "1 to 2^256-1");
        ChainParameterException.ThrowUnlessInRange("SpacingSeconds", spacingSeconds, 1, MaxSpacingSeconds);
        Limit = limit;
        SpacingSeconds = spacingSeconds;
    }

    /// <summary>The easiest target that a block may have (Bitcoin's powLimit).</summary>
    public UInt256 Limit { get; }

    /// <summary>The time between two blocks that the rule aims for, in seconds.</summary>
    public int SpacingSeconds { get; }

    /// <summary><see cref="Limit"/> as a header states it.</summary>
    public CompactTarget LimitBits => CompactTarget.FromTarget(Limit);

    /// <summary>How many of the newest blocks the rule reads, the parent of the next block included.</summary>
    public abstract int Window { get; }

    /// <summary>Whether the window shall remember the block at this height until the next such block: the rule's reference point.</summary>
    /// <param name="height">A height, 0 or more.</param>
    public virtual bool StartsPeriod(int height) => height == 0;

    /// <summary>Whether a block's bits are the rule's own, and not an exception made for a late block. The window remembers the newest.</summary>
    /// <param name="block">A block of the chain.</param>
    public virtual bool IsRegular(PastBlock block) => true;

    /// <summary>Says the bits that the block after the window's tip must have.</summary>
    /// <param name="window">The past of this chain.</param>
    /// <param name="time">The next block's own time; only rules that make late blocks easier look at it.</param>
    /// <param name="bits">The only bits allowed.</param>
    /// <returns>False when the window began in the middle of a chain and does not reach back far enough.</returns>
    public abstract bool TryNext(DifficultyWindow window, uint time, out CompactTarget bits);

    /// <summary>As <see cref="TryNext"/>, for a window that began at genesis and so always reaches back far enough.</summary>
    /// <param name="window">The past of this chain.</param>
    /// <param name="time">The next block's own time.</param>
    /// <exception cref="InvalidOperationException">The window does not reach back far enough.</exception>
    public CompactTarget Next(DifficultyWindow window, uint time) =>
        TryNext(window, time, out var bits)
            ? bits
            : throw new InvalidOperationException($"The window before height {window.Tip.Height + 1} does not reach back as far as {GetType().Name} looks.");

    /// <summary>A computed target as a header states it: at least 1, since nothing meets 0 and the chain would stand still for ever.</summary>
    private protected static CompactTarget ToBits(UInt256 target) =>
        CompactTarget.FromTarget(target == UInt256.Zero ? UInt256.One : target);
}
