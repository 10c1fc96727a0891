using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

public class BlockTemplateTests
{
    private static readonly ChainContext Parent = ChainContext.AtGenesis(TestChains.Easy);
    private static readonly DateTimeOffset Now = TestChains.Now;

    [Fact]
    public void It_holds_what_the_next_block_must_have()
    {
        using var key = SigningKey.Generate();
        Assert.True(BlockTemplate.TryCreate(Parent, key.Address, "hello", [], Now, out var template, out TimeSpan wait));
        Assert.Equal(TimeSpan.Zero, wait);
        Assert.Equal(1, template.Height);
        Assert.Equal(Parent.TipHash, template.Header.PreviousHash);
        Assert.Equal((uint)Now.ToUnixTimeSeconds(), template.Header.Time);
        Assert.Equal(TestChains.EasyBits, template.Header.Bits);
        Assert.Equal(key.Address, template.Coinbase.Reward);
        Assert.Equal("hello", template.Coinbase.Message);
        Assert.Equal(TestChains.Easy.Subsidy, template.Coinbase.Amount);
        Assert.Empty(template.Branch);
        Assert.Equal(TestChains.EasyLimit >> 232, template.Puzzle.Target >> 232);
    }

    [Fact]
    public void Every_position_is_another_block_whose_header_commits_to_its_body()
    {
        using var key = SigningKey.Generate();
        Transfer[] transfers = [.. Enumerable.Range(0, 4).Select(nonce => Transfer.Sign(key, TestChains.Easy.Id, default, 1, 2, (ulong)nonce))];
        BlockTemplate template = TestChains.Template(Parent, Now, transfers);
        Assert.Equal(3, template.Branch.Length);
        Assert.Equal(TestChains.Easy.Subsidy + 8, template.Coinbase.Amount);
        foreach (UInt128 position in new UInt128[] { 0, 1, uint.MaxValue, (UInt128)1 << 32, ((UInt128)1 << 96) - 1 })
        {
            Block block = template.Solve(position);
            Assert.Equal(block.Header.MerkleRoot, MerkleTree.Root(block.TransactionIds(), out _));
            Assert.Equal((uint)position, block.Header.Nonce);
            Assert.Equal((ulong)(position >> 32), ((Coinbase)block.Transactions[0]).ExtraNonce);
            _ = template.Puzzle.Check(position, out Hash256 hash);
            Assert.Equal(hash, block.Hash);
            Assert.Equal(transfers, block.Transactions.Skip(1));
        }

        Assert.Equal(template.Header, template.Solve(0).Header);
        Assert.Throws<ArgumentOutOfRangeException>(() => template.Solve((UInt128)1 << 96));
    }

    [Fact]
    public void Where_versions_are_rolled_any_solution_is_a_valid_block()
    {
        ChainContext rolling = ChainContext.AtGenesis(TestChains.Rolling);
        BlockTemplate template = TestChains.Template(rolling, Now);
        var found = new UInt128[200];
        PuzzleScan scan = template.Puzzle.Scan(NonceScanners.Best, ((UInt128)0xfff << 36) - 50, 150, found, new StopSignal());

        Assert.InRange(scan.Found, 30, 120);
        Block[] blocks = [.. found[..scan.Found].Select(template.Solve)];
        Assert.All(blocks, block => Assert.Equal(RejectReason.None, BlockValidator.Check(block, rolling, Now)));
        Assert.True(blocks.Select(block => block.Header.Version).Distinct().Count() > 16);
        Assert.Equal(template.Header, template.Solve(0).Header);
    }

    [Fact]
    public void Its_time_is_after_the_median_when_the_clock_is_behind()
    {
        ChainContext context = Parent;
        for (int i = 0; i < 100; i++)
        {
            Block block = TestChains.Mine(TestChains.Template(context, DateTimeOffset.FromUnixTimeSeconds(TestChains.GenesisTime)));
            Assert.Equal(context.MedianTimePast + 1, block.Header.Time);
            context = context.Append(block.Header);
        }

        // One second in six blocks: the median moves when half of its eleven have.
        Assert.InRange(context.TipTime - TestChains.GenesisTime, 16u, 20u);
    }

    [Fact]
    public void The_caller_is_told_how_long_to_wait_when_the_median_is_too_far_ahead_of_the_clock()
    {
        DateTimeOffset early = DateTimeOffset.FromUnixTimeSeconds(TestChains.GenesisTime - 7200);
        Assert.False(BlockTemplate.TryCreate(Parent, default, string.Empty, [], early, out var none, out TimeSpan wait));
        Assert.Null(none);
        Assert.Equal(TimeSpan.FromSeconds(1), wait);

        Assert.True(BlockTemplate.TryCreate(Parent, default, string.Empty, [], early + wait, out var template, out wait));
        Assert.Equal(TimeSpan.Zero, wait);
        Assert.Equal(RejectReason.None, BlockValidator.Check(TestChains.Mine(template), Parent, early + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_message_or_body_beyond_the_chains_bounds_is_refused()
    {
        using var key = SigningKey.Generate();
        var chain = new ChainParameters(
            "bounds", TestChains.GenesisTime, TestChains.Easy.Difficulty, TestChains.EasyBits, 0, maxBlockBytes: 1000, maxCoinbaseMessageBytes: 3);
        ChainContext parent = ChainContext.AtGenesis(chain);
        var large = Transfer.Sign(key, chain.Id, default, 0, 0, 0, new byte[512]);
        Assert.Throws<ArgumentException>(() => BlockTemplate.TryCreate(parent, default, "four", [], Now, out _, out _));
        Assert.Throws<ArgumentException>(() => BlockTemplate.TryCreate(parent, default, string.Empty, [large, large], Now, out _, out _));
        Assert.True(BlockTemplate.TryCreate(parent, default, "abc", [large], Now, out _, out _));
    }
}
