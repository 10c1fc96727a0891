using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

public class ChainPresetsTests
{
    [Fact]
    public void A_solo_chain_keeps_its_difficulty_and_never_waits_for_the_clock()
    {
        ChainParameters chain = ChainPresets.Solo("solo", TestChains.GenesisTime, Target.FromZeroBits(1));
        ChainContext context = ChainContext.AtGenesis(chain);
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(TestChains.GenesisTime - 100_000);
        for (int height = 1; height <= 20; height++)
        {
            Block block = TestChains.Mine(TestChains.Template(context, now));
            Assert.Equal(RejectReason.None, BlockValidator.Check(block, context, now));
            Assert.Equal(chain.GenesisBits, block.Header.Bits);
            context = context.Append(block.Header);
        }
    }
}
