using MiningGrid.Grains.Mining;

namespace MiningGrid.Grains.Tests.Mining.Load;

public sealed class YieldRuleTests
{
    private readonly YieldRule _rule = new(0.4);

    [Fact]
    public void It_rests_when_other_work_was_above_the_limit_for_some_seconds()
    {
        Assert.False(Observe(1, 0.41));
        Assert.False(Observe(1, 0.41));
        Assert.True(Observe(1, 0.41));
    }

    [Fact]
    public void A_short_burst_does_not_matter()
    {
        Assert.False(Observe(10, 0.1));
        Assert.False(Observe(1, 0.9));
        Assert.False(Observe(10, 0.1));
    }

    [Fact]
    public void It_goes_on_when_other_work_has_been_well_below_the_limit_for_longer()
    {
        Observe(YieldRule.SecondsToYield, 1);
        Assert.True(Observe(YieldRule.SecondsToReturn - 1, 0));
        Assert.False(Observe(1, 0));
    }

    [Fact]
    public void A_load_just_below_the_limit_switches_nothing()
    {
        Assert.False(Observe(100, 0.39));
        Observe(YieldRule.SecondsToYield, 1);
        Assert.True(Observe(100, 0.39));
        Assert.True(Observe(100, 0.31));
    }

    private bool Observe(int seconds, double load)
    {
        for (var second = 0; second < seconds; second++)
            _rule.Observe(load);
        return _rule.Yields;
    }
}
