using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

/// <summary>Chains on which every other hash is a proof of work.</summary>
internal static class TestChains
{
    public const uint GenesisTime = 1_700_000_000;

    public static UInt256 EasyLimit { get; } = UInt256.MaxValue >> 1;

    public static CompactTarget EasyBits { get; } = CompactTarget.FromTarget(EasyLimit);

    public static ChainParameters Easy { get; } = Named("easy");

    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(GenesisTime + 1000);

    public static ChainParameters Named(string name, ulong subsidy = 5_000_000_000, int halvingInterval = 0, int maxBlockBytes = 1_000_000, DifficultyRule? rule = null) =>
        new(name, GenesisTime, rule ?? new FixedDifficulty(EasyLimit, 10), EasyBits, subsidy, halvingInterval, maxBlockBytes);
}
