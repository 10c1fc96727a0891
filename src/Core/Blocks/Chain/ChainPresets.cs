using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>Parameters that most chains start from.</summary>
public static class ChainPresets
{
    /// <summary>A coin in base units.</summary>
    public const ulong Coin = 100_000_000;

    /// <summary>The subsidy of the first blocks: Bitcoin's 50 coins.</summary>
    public const ulong Subsidy = 50 * Coin;

    /// <summary>After how many blocks the subsidy halves: Bitcoin's 210 000.</summary>
    public const int HalvingInterval = 210_000;

    /// <summary>How far a solo chain's times may run ahead of the clock: a year, in seconds.</summary>
    public const int SoloMaxSecondsAhead = 365 * 24 * 60 * 60;

    /// <summary>
    /// A chain of one machine, of a difficulty that never moves. Times decide nothing on it, and so may run far ahead of the clock: where
    /// hundreds of blocks are mined a second, each sixth must be a second later than the one before.
    /// </summary>
    /// <param name="name">The chain's name.</param>
    /// <param name="genesisTime">The time in genesis' header, in seconds since 1970.</param>
    /// <param name="target">Every block's target, rounded down to what a header can state.</param>
    /// <param name="versionRolling">Whether miners may roll the version.</param>
    /// <exception cref="ChainParameterException">The name is not allowed, or the target is 0.</exception>
    public static ChainParameters Solo(string name, uint genesisTime, UInt256 target, bool versionRolling = false)
    {
        CompactTarget bits = CompactTarget.FromTarget(target);
        return new ChainParameters(
            name, genesisTime, new FixedDifficulty(target, spacingSeconds: 1), bits, Subsidy, HalvingInterval, maxSecondsAhead: SoloMaxSecondsAhead,
            versionRolling: versionRolling);
    }
}
