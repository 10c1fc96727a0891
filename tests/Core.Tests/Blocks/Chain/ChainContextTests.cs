using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

public class ChainContextTests
{
    [Fact]
    public void Work_and_height_grow_with_each_block()
    {
        var context = ChainContext.AtGenesis(TestChains.Easy);
        UInt256 blockWork = Target.Work(Target.FromCompact(TestChains.EasyBits));
        Assert.Equal(blockWork, context.Work);
        for (int height = 1; height <= 30; height++)
        {
            context = Extend(context);
            Assert.Equal(height, context.Height);
            Assert.Equal(blockWork * (ulong)(height + 1), context.Work);
        }
    }

    [Fact]
    public void A_block_with_another_parent_is_not_appended()
    {
        var context = ChainContext.AtGenesis(TestChains.Easy);
        Assert.Throws<ArgumentException>(() => context.Append(TestChains.Easy.Genesis.Header));
    }

    [Fact]
    public void A_stored_context_goes_on_as_the_one_that_was_stored()
    {
        DifficultyRule[] rules =
        [
            new FixedDifficulty(TestChains.EasyLimit, 10), new BitcoinDifficulty(TestChains.EasyLimit, 10, 16),
            new DarkGravityWave(TestChains.EasyLimit, 10), new AsertDifficulty(TestChains.EasyLimit, 10, 100),
        ];
        foreach (DifficultyRule rule in rules)
        {
            ChainParameters chain = TestChains.Named("stored", rule: rule);
            var context = ChainContext.AtGenesis(chain);
            for (int height = 1; height <= 60; height++)
            {
                context = Extend(context);
                byte[] bytes = context.ToBytes();
                var read = ChainContext.Parse(chain, bytes);
                Assert.Equal(bytes, read.ToBytes());
                Assert.Equal(context.TipHash, read.TipHash);
                Assert.Equal(context.Work, read.Work);
                Assert.Equal(context.MedianTimePast, read.MedianTimePast);
                Assert.Equal(context.NextBits(0), read.NextBits(0));
                Assert.InRange(bytes.Length, 1, 500);
            }
        }
    }

    [Fact]
    public void A_context_of_another_chain_or_cut_short_is_refused()
    {
        byte[] bytes = ChainContext.AtGenesis(TestChains.Easy).ToBytes();
        Assert.Throws<FormatException>(() => ChainContext.Parse(TestChains.Named("other"), bytes));
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<FormatException>(() => ChainContext.Parse(TestChains.Easy, bytes.AsSpan(0, length)));
        Assert.Throws<FormatException>(() => ChainContext.Parse(TestChains.Easy, [.. bytes, 0]));
    }

    [Fact]
    public void A_context_with_heights_or_bits_that_cannot_be_is_refused()
    {
        byte[] bytes = Extend(ChainContext.AtGenesis(TestChains.Easy)).ToBytes();
        const int firstBlock = 1 + (3 * 32) + 1;
        foreach (int at in new[] { firstBlock, firstBlock + 3, firstBlock + 11, firstBlock + 12 })
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 0xff;
            Assert.Throws<FormatException>(() => ChainContext.Parse(TestChains.Easy, changed));
        }
    }

    private static ChainContext Extend(ChainContext context) =>
        context.Append(new BlockHeader(1, context.TipHash, Hash256.Zero, context.TipTime + 7, context.NextBits(0), 0));
}
