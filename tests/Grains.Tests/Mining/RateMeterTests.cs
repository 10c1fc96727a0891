using MiningGrid.Grains.Mining;
using MiningGrid.Grains.Tests.Chain;

namespace MiningGrid.Grains.Tests.Mining;

public sealed class RateMeterTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void It_is_zero_before_the_first_count() => Assert.Equal(0, new RateMeter(_time).Rate(TenSeconds));

    [Fact]
    public void A_steady_rate_is_told_from_the_first_count_on()
    {
        var meter = new RateMeter(_time);
        _time.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 20_000; i++)
        {
            _time.Advance(Tick);
            meter.Add(50, Tick);
            Assert.InRange(meter.Rate(TenSeconds), 490, 510);
        }

        Assert.InRange(meter.Rate(TimeSpan.FromMinutes(1)), 490, 510);
        Assert.InRange(meter.Rate(TimeSpan.FromMinutes(15)), 490, 510);
        Assert.Equal(1_000_000, meter.Total);
    }

    [Fact]
    public void A_short_window_follows_a_change_sooner_than_a_long_one()
    {
        var meter = new RateMeter(_time);
        Count(meter, perTick: 10, ticks: 9_000);
        Count(meter, perTick: 20, ticks: 110);
        Assert.InRange(meter.Rate(TenSeconds), 196, 204);
        Assert.InRange(meter.Rate(TimeSpan.FromMinutes(15)), 100, 103);
    }

    [Fact]
    public void It_falls_to_zero_when_nothing_is_counted_any_more()
    {
        var meter = new RateMeter(_time);
        Count(meter, perTick: 10, ticks: 200);
        _time.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(0, meter.Rate(TenSeconds));
        Assert.True(meter.Rate(TimeSpan.FromMinutes(1)) > 0);
        _time.Advance(TimeSpan.FromHours(100));
        Assert.Equal(0, meter.Rate(TimeSpan.FromMinutes(15)));
    }

    private void Count(RateMeter meter, int perTick, int ticks)
    {
        for (var i = 0; i < ticks; i++)
        {
            _time.Advance(Tick);
            meter.Add(perTick, Tick);
        }
    }
}
