using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

/// <summary>Chains on which every other hash is a proof of work.</summary>
internal static class TestChains
{
    public const uint GenesisTime = 1_700_000_000;

    public static UInt256 EasyLimit { get; } = UInt256.MaxValue >> 1;

    public static CompactTarget EasyBits { get; } = CompactTarget.FromTarget(EasyLimit);

    public static ChainParameters Easy { get; } = Named("easy");

    public static ChainParameters Rolling { get; } =
        new("rolling", GenesisTime, new FixedDifficulty(EasyLimit, 10), EasyBits, 5_000_000_000, versionRolling: true);

    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(GenesisTime + 1000);

    public static BlockTemplate Template(ChainContext parent, DateTimeOffset now, params Transfer[] transfers) =>
        BlockTemplate.TryCreate(parent, Address.Nobody, "test", [.. transfers], now, out var template, out TimeSpan wait)
            ? template
            : throw new InvalidOperationException($"The template has to wait {wait}.");

    public static Block Mine(BlockTemplate template)
    {
        UInt128 position = 0;
        while (!template.Puzzle.Check(position, out _))
            position++;
        return template.Solve(position);
    }

    /// <summary>The block with another header's fields, mined again.</summary>
    public static Block Remine(Block block, Func<BlockHeader, BlockHeader> change, params Transaction[] transactions)
    {
        Transaction[] body = transactions.Length == 0 ? [.. block.Transactions] : transactions;
        BlockHeader header = change(block.Header with { MerkleRoot = MerkleTree.Root([.. body.Select(transaction => transaction.Id)], out _) });
        UInt256 target = header.Bits.TryGetTarget(out UInt256 own) ? own : EasyLimit;
        while (header.Hash.ToUInt256() > target)
            header = header with { Nonce = header.Nonce + 1 };
        return new Block(header, [.. body]);
    }

    public static ChainParameters Named(string name, ulong subsidy = 5_000_000_000, int halvingInterval = 0, int maxBlockBytes = 1_000_000, DifficultyRule? rule = null) =>
        new(name, GenesisTime, rule ?? new FixedDifficulty(EasyLimit, 10), EasyBits, subsidy, halvingInterval, maxBlockBytes);
}
