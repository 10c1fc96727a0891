using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Difficulty;

public class DifficultyRuleValidationTests
{
    private static readonly UInt256 Limit = UInt256.MaxValue >> 1;

    [Fact]
    public void A_wrong_value_is_named_together_with_what_is_allowed()
    {
        var wrong = Assert.Throws<ChainParameterException>(() => new FixedDifficulty(Limit, 0));
        Assert.Equal("SpacingSeconds", wrong.Parameter);
        Assert.Equal("SpacingSeconds is 0; allowed: 1 to 2592000.", wrong.Message);
    }

    [Fact]
    public void Every_number_of_a_rule_has_its_range()
    {
        Assert.Equal("Limit", Assert.Throws<ChainParameterException>(() => new FixedDifficulty(UInt256.Zero, 1)).Parameter);
        Assert.Equal("Interval", Assert.Throws<ChainParameterException>(() => new BitcoinDifficulty(Limit, 1, interval: 1)).Parameter);
        Assert.Equal("HalfLifeSeconds", Assert.Throws<ChainParameterException>(() => new AsertDifficulty(Limit, 1, 0)).Parameter);
    }

    [Fact]
    public void Rules_with_equal_numbers_are_equal()
    {
        Assert.Equal(new BitcoinDifficulty(Limit, 600), new BitcoinDifficulty(Limit, 600));
        Assert.NotEqual<DifficultyRule>(new BitcoinDifficulty(Limit, 600), new BitcoinDifficulty(Limit, 601));
        Assert.NotEqual<DifficultyRule>(new FixedDifficulty(Limit, 600), new AsertDifficulty(Limit, 600));
    }
}
