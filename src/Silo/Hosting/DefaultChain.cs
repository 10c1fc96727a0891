using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Silo.Hosting;

/// <summary>
/// The chains that a silo makes when nobody says otherwise. Parameters depend on nothing but name, difficulty and whether versions
/// are rolled, so that making one twice makes the same.
/// </summary>
public static class DefaultChain
{
    public const string Name = "solo";
    public const int SpacingSeconds = 10;

    private const int StartZeroBits = 20; // about a million hashes: the first block comes at once on any machine

    // Short periods find a machine's rate within a hundred blocks, and a night's pause makes it easier once, by 4 at most.
    private const int RetargetInterval = 20;

    private const uint GenesisTime = 1_767_225_600; // 2026-01-01T00:00:00Z
    private const int HalvingInterval = 4 * 365 * 24 * 60 * 60 / SpacingSeconds;

    /// <summary>A chain that starts easy and finds the difficulty for a block every ten seconds.</summary>
    public static ChainParameters SelfAdjusting(string name, bool versionRolling = false)
    {
        var rule = new BitcoinDifficulty(Target.FromZeroBits(StartZeroBits), SpacingSeconds, RetargetInterval);
        return new ChainParameters(name, GenesisTime, rule, rule.LimitBits, ChainPresets.Subsidy, HalvingInterval, versionRolling: versionRolling);
    }

    /// <summary>A chain of which every block is equally hard.</summary>
    public static ChainParameters Fixed(string name, UInt256 target, bool versionRolling = false) =>
        ChainPresets.Solo(name, GenesisTime, target, versionRolling);
}
