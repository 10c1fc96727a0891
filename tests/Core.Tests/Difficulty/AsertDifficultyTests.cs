using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Difficulty;

public class AsertDifficultyTests
{
    private const int Day = 144;
    private static readonly UInt256 Limit = UInt256.MaxValue >> 32;
    private static readonly AsertDifficulty Rule = new(Limit, 600);

    /// <summary>The cases of Bitcoin Cash Node's calculate_asert_test: anchor target, time and height from it, expected target and bits.</summary>
    public static TheoryData<string, long, long, string, uint> Cases => new()
    {
        { Hex(Limit), 0, 2 * Day, Hex(Limit >> 1), 0x1c7fffff },
        { Hex(Limit), 0, 4 * Day, Hex(Limit >> 2), 0x1c3fffff },
        { Hex(Limit >> 1), 0, 2 * Day, Hex(Limit >> 2), 0x1c3fffff },
        { Hex(Limit >> 2), 0, 2 * Day, Hex(Limit >> 3), 0x1c1fffff },
        { Hex(Limit >> 3), 0, 2 * Day, Hex(Limit >> 4), 0x1c0fffff },
        { Hex(Limit), 0, 2 * (256 - 34) * Day, Hex(3), 0x01030000 },
        { Hex(Limit), 0, (2 * (256 - 34) * Day) + 119, Hex(3), 0x01030000 },
        { Hex(Limit), 0, (2 * (256 - 34) * Day) + 120, Hex(2), 0x01020000 },
        { Hex(Limit), 0, (2 * (256 - 33) * Day) - 1, Hex(2), 0x01020000 },
        { Hex(Limit), 0, 2 * (256 - 33) * Day, Hex(1), 0x01010000 },
        { Hex(Limit), 0, 2 * (256 - 32) * Day, Hex(1), 0x01010000 },
        { Hex(1), 0, 2 * (256 - 32) * Day, Hex(1), 0x01010000 },
        { Hex(Limit), 2 * (512 - 32) * Day, 0, Hex(Limit), 0x1d00ffff },
        { Hex(1), (512 - 64) * Day * 600L, 0, Hex(Limit), 0x1d00ffff },
        { Hex(Limit), 300, 1, "00000000ffb1ffffffffffffffffffffffffffffffffffffffffffffffffffff", 0x1d00ffb1 },
        { "000000008000000000000000000fffffffffffffffffffffffffffffffffffff", 600L * 2 * 33 * Day, 0, Hex(Limit), 0x1d00ffff },
        { Hex(1), 600L * 2 * 256 * Day, 0, Hex(Limit), 0x1d00ffff },
        { Hex(1), (600L * 2 * 224 * Day) - 1, 0, Hex((UInt256)0xffff8 << 204), 0x1d00ffff },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Targets_are_those_of_Bitcoin_Cash_Node(string anchor, long time, long height, string expected, uint expectedBits)
    {
        // The vectors leave out the time from the anchor's parent to the anchor: one spacing.
        UInt256 target = Rule.NextTarget(UInt256.Parse(anchor), 600 + time, height);
        Assert.Equal(expected, Hex(target));
        Assert.Equal(new CompactTarget(expectedBits), CompactTarget.FromTarget(target));
    }

    // A chain that moved to ASERT, from the same test suite's descendants: anchor's bits, seconds, blocks, next bits.
    [Theory]
    [InlineData(0x1c7b9d90, 135 * 24 * 3600, 19_381, 0x1d008e24)]
    [InlineData(0x1c7b9d90, 1_714_085_302 - 1_712_987_784, 1_238, 0x1d01ffaf)]
    [InlineData(0x1c7b9d90, 1_714_085_302 - 1_708_655_094, 19_381, 0x18086ee5)]
    public void Targets_of_a_chain_with_an_easier_limit_agree(uint anchorBits, long time, long height, uint expected)
    {
        var rule = new AsertDifficulty(UInt256.MaxValue >> 20, 600);
        Assert.Equal(expected, CompactTarget.FromTarget(rule.NextTarget(Target.FromCompact(new CompactTarget(anchorBits)), time, height)).Bits);
    }

    [Fact]
    public void On_schedule_the_target_is_genesis_own()
    {
        var bits = new CompactTarget(0x1c05a3f4);
        var window = DifficultyWindow.StartAt(Rule, new PastBlock(0, 1_000_000, bits));
        for (uint i = 1; i < 100; i++)
        {
            Assert.Equal(bits, window.NextBits(0));
            window = window.Append(1_000_000 + (i * 600), bits);
        }
    }

    [Fact]
    public void One_half_life_behind_schedule_doubles_the_target_and_one_ahead_halves_it()
    {
        UInt256 target = Limit >> 10;
        Assert.Equal(target << 1, Rule.NextTarget(target, 600 + (600 * 10) + Rule.HalfLifeSeconds, 10));
        Assert.Equal(target >> 1, Rule.NextTarget(target, 600 + (600 * 10) - Rule.HalfLifeSeconds, 10));
    }

    [Fact]
    public void A_product_that_passes_256_bits_is_the_limit_or_exact()
    {
        var easy = new AsertDifficulty(UInt256.MaxValue >> 1, 600);
        UInt256 anchor = UInt256.One << 254;
        Assert.Equal(easy.Limit, easy.NextTarget(anchor, 600 + (10 * (long)easy.HalfLifeSeconds), 0));
        Assert.Equal(anchor, easy.NextTarget(anchor, 600, 0));
        Assert.Equal(anchor >> 1, easy.NextTarget(anchor, 600 - (long)easy.HalfLifeSeconds, 0));
    }

    private static string Hex(UInt256 value) => value.ToString();
}
