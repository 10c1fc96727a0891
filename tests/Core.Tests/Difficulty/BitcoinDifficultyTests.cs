using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Difficulty;

public class BitcoinDifficultyTests
{
    private static readonly UInt256 MainnetLimit = UInt256.MaxValue >> 32;
    private static readonly UInt256 SignetLimit = UInt256.Parse("00000377ae000000000000000000000000000000000000000000000000000000");
    private static readonly BitcoinDifficulty Mainnet = new(MainnetLimit, 600);

    // Bitcoin Core, src/test/pow_tests.cpp, and real mainnet retargets from summa-tx/bitcoin-spv, testVectors.json.
    [Theory]
    [InlineData(1261130161, 1262152739, 0x1d00ffff, 0x1d00d86a)]
    [InlineData(1231006505, 1233061996, 0x1d00ffff, 0x1d00ffff)]
    [InlineData(1279008237, 1279297671, 0x1c05a3f4, 0x1c0168fd)]
    [InlineData(1263163443, 1269211443, 0x1c387f6f, 0x1d00e1fd)]
    [InlineData(1279008237, 1279011113, 0x1c05a3f4, 0x1c0168fd)]
    [InlineData(1545175965, 1546275302, 0x17371ef4, 0x173218a5)]
    [InlineData(1546276809, 1547431851, 0x173218a5, 0x172fd633)]
    [InlineData(1547432394, 1548656416, 0x172fd633, 0x17306835)]
    [InlineData(1548657313, 1549817652, 0x17306835, 0x172e6f88)]
    [InlineData(1549817981, 1551025524, 0x172e6f88, 0x172e5b50)]
    [InlineData(1551026038, 1552236227, 0x172e5b50, 0x172e6117)]
    [InlineData(1552236304, 1553387053, 0x172e6117, 0x172c1f6c)]
    [InlineData(1553387093, 1554594090, 0x172c1f6c, 0x172c071d)]
    public void Mainnet_retargets_as_the_chain_did(uint firstTime, uint lastTime, uint bits, uint expected)
    {
        Assert.Equal(new CompactTarget(expected), Mainnet.Retarget(new CompactTarget(bits), (long)lastTime - firstTime));
        Assert.Equal(new CompactTarget(expected), NextAfterPeriod(Mainnet, firstTime, lastTime, bits));
    }

    // rust-bitcoin, bitcoin/src/pow.rs.
    [Theory]
    [InlineData(1598918400, 1599332177, 0x1e0377ae, 0x1e012fa7)]
    [InlineData(1599332844, 1600591200, 0x1e012fa7, 0x1e013be4)]
    public void Signet_retargets_as_the_chain_did(uint firstTime, uint lastTime, uint bits, uint expected) =>
        Assert.Equal(new CompactTarget(expected), NextAfterPeriod(new BitcoinDifficulty(SignetLimit, 600), firstTime, lastTime, bits));

    [Theory]
    [InlineData(0x1e0151f9, 241_920)]
    [InlineData(0x1e0151f9, -1_209_600)]
    [InlineData(0x180b70f9, 6_048_000)]
    [InlineData(0x1e0377ae, 6_048_000)]
    public void A_period_counts_as_a_quarter_at_least_and_four_times_at_most(uint bits, long timespan)
    {
        var old = new CompactTarget(bits);
        UInt256 target = Target.FromCompact(old);
        UInt256 expected = timespan < Mainnet.TargetTimespan ? target / 4 : target * 4;
        if (expected > SignetLimit)
            expected = SignetLimit;
        Assert.Equal(CompactTarget.FromTarget(expected), new BitcoinDifficulty(SignetLimit, 600).Retarget(old, timespan));
    }

    [Theory]
    [InlineData(68_544, 0x1c05a3f4, 0x1c0168fd, true)]
    [InlineData(68_544, 0x1c05a3f4, 0x1c0168fc, false)]
    [InlineData(46_368, 0x1c387f6f, 0x1d00e1fd, true)]
    [InlineData(46_368, 0x1c387f6f, 0x1d00e1fe, false)]
    [InlineData(46_369, 0x1c387f6f, 0x1c387f6f, true)]
    [InlineData(46_369, 0x1c387f6f, 0x1c387f6e, false)]
    public void Transitions_beyond_a_factor_of_four_or_inside_a_period_are_not_permitted(int height, uint old, uint next, bool permitted) =>
        Assert.Equal(permitted, Mainnet.PermitsTransition(height, new CompactTarget(old), new CompactTarget(next)));

    [Fact]
    public void A_target_never_falls_to_zero() =>
        Assert.Equal(new CompactTarget(0x01010000), Mainnet.Retarget(new CompactTarget(0x01010000), 0));

    [Fact]
    public void Inside_a_period_the_bits_stay()
    {
        var window = DifficultyWindow.StartAt(Mainnet, new PastBlock(0, 1_231_006_505, Mainnet.LimitBits));
        for (uint i = 1; i < 2015; i++)
        {
            window = window.Append(1_231_006_505 + i, Mainnet.LimitBits);
            Assert.Equal(Mainnet.LimitBits, window.NextBits(0));
        }
    }

    [Fact]
    public void A_window_that_began_inside_the_period_cannot_tell_the_next_target()
    {
        var window = DifficultyWindow.StartAt(Mainnet, new PastBlock(2014, 1000, Mainnet.LimitBits)).Append(1600, Mainnet.LimitBits);
        Assert.False(Mainnet.TryNext(window, 2200, out _));
        Assert.Throws<InvalidOperationException>(() => window.NextBits(2200));
    }

    [Fact]
    public void Regtest_never_retargets()
    {
        var regtest = new BitcoinDifficulty(UInt256.MaxValue >> 1, 600, retargets: false, easyWhenLate: true);
        Assert.Equal(0x207fffffu, NextAfterPeriod(regtest, 0, 1, 0x207fffff).Bits);
    }

    [Fact]
    public void On_testnet_a_block_twenty_minutes_late_is_easy_and_the_next_returns_to_the_last_regular_target()
    {
        var testnet = new BitcoinDifficulty(MainnetLimit, 600, easyWhenLate: true);
        var regular = new CompactTarget(0x1c05a3f4);
        var window = DifficultyWindow.StartAt(testnet, new PastBlock(2016, 1_000_000, regular)).Append(1_000_600, regular);

        Assert.Equal(regular, window.NextBits(1_000_600 + 1200));
        Assert.Equal(testnet.LimitBits, window.NextBits(1_000_600 + 1201));

        window = window.Append(1_001_801, testnet.LimitBits).Append(1_003_002, testnet.LimitBits);
        Assert.Equal(regular, window.NextBits(1_003_100));
    }

    [Fact]
    public void On_testnet_a_retarget_starts_from_the_easy_target_when_the_period_ended_with_it()
    {
        var testnet = new BitcoinDifficulty(MainnetLimit, 600, interval: 4, easyWhenLate: true);
        var regular = new CompactTarget(0x1c05a3f4);
        var window = DifficultyWindow.StartAt(testnet, new PastBlock(4, 0, regular))
            .Append(600, regular).Append(1200, regular).Append(2401, testnet.LimitBits);
        Assert.Equal(testnet.LimitBits, window.NextBits(3000));
    }

    private static CompactTarget NextAfterPeriod(BitcoinDifficulty rule, uint firstTime, uint lastTime, uint bits)
    {
        var compact = new CompactTarget(bits);
        var window = DifficultyWindow.StartAt(rule, new PastBlock(0, firstTime, compact));
        for (int i = 1; i < rule.Interval - 1; i++)
            window = window.Append(firstTime, compact);
        return window.Append(lastTime, compact).NextBits(lastTime);
    }
}
