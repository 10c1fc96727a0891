using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Difficulty;

/// <summary>Every block is as hard as its parent: the chain's difficulty never moves. Right for puzzles, tests and demonstrations.</summary>
public sealed record FixedDifficulty : DifficultyRule
{
    /// <summary>Makes the rule.</summary>
    /// <param name="limit">The easiest target allowed.</param>
    /// <param name="spacingSeconds">What the chain's maker has in mind; nothing enforces it.</param>
    public FixedDifficulty(UInt256 limit, int spacingSeconds)
        : base(limit, spacingSeconds)
    {
    }

    /// <inheritdoc/>
    public override int Window => 1;

    /// <inheritdoc/>
    public override bool TryNext(DifficultyWindow window, uint time, out CompactTarget bits)
    {
        bits = window.Tip.Bits;
        return true;
    }
}
