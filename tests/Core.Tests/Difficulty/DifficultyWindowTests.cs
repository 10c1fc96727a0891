using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Difficulty;

public class DifficultyWindowTests
{
    private static readonly CompactTarget Bits = new(0x207fffff);
    private static readonly DifficultyRule Rule = new FixedDifficulty(UInt256.MaxValue >> 1, 1);

    [Theory]
    [InlineData(new uint[] { 10 }, 10)]
    [InlineData(new uint[] { 10, 20 }, 20)]
    [InlineData(new uint[] { 10, 30, 20 }, 20)]
    [InlineData(new uint[] { 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 6)]
    [InlineData(new uint[] { 1000, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 6)]
    public void The_median_time_past_is_over_the_newest_eleven(uint[] times, uint expected) =>
        Assert.Equal(expected, WindowOf(0, times).MedianTimePast);

    [Fact]
    public void The_median_is_known_from_genesis_or_from_the_eleventh_block_on()
    {
        Assert.True(WindowOf(0, 1, 2).KnowsMedianTimePast);
        Assert.False(WindowOf(5, 1, 2).KnowsMedianTimePast);
        Assert.True(WindowOf(5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).KnowsMedianTimePast);
    }

    [Fact]
    public void It_stays_as_small_as_its_rule_allows()
    {
        var window = WindowOf(0, 1);
        var wave = DifficultyWindow.StartAt(new DarkGravityWave(UInt256.MaxValue >> 1, 1), new PastBlock(0, 1, Bits));
        for (uint i = 0; i < 1000; i++)
        {
            window = window.Append(i, Bits);
            wave = wave.Append(i, Bits);
        }

        Assert.Equal(11, window.Recent.Length);
        Assert.Equal(24, wave.Recent.Length);
        Assert.Equal(1000, wave.Tip.Height);
    }

    [Fact]
    public void Appending_leaves_the_old_window_as_it_was()
    {
        var window = WindowOf(0, 1, 2, 3);
        _ = window.Append(4, Bits);
        Assert.Equal(3, window.Recent.Length);
        Assert.Equal(2, window.Tip.Height);
        Assert.Equal(3u, window.Tip.Time);
    }

    private static DifficultyWindow WindowOf(int height, params uint[] times)
    {
        var window = DifficultyWindow.StartAt(Rule, new PastBlock(height, times[0], Bits));
        foreach (uint time in times.AsSpan(1))
            window = window.Append(time, Bits);
        return window;
    }
}
