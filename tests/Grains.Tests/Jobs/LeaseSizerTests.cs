using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Grains.Jobs;

namespace MiningGrid.Grains.Tests.Jobs;

public sealed class LeaseSizerTests
{
    private static readonly LeaseSizerBounds Bounds = new(Aim: TimeSpan.FromSeconds(3), Min: 1_000, Max: 1_000_000_000, First: 100_000);
    private static readonly UInt128 Plenty = UInt128.One << 96;

    [Fact]
    public void The_first_lease_of_an_unknown_node_is_small() =>
        Assert.Equal(Bounds.First, new LeaseSizer(Bounds).Next(claimed: 0, Plenty, share: 1));

    [Fact]
    public void A_claimed_rate_is_believed_for_a_quarter_of_a_lease() =>
        Assert.Equal(750_000u, new LeaseSizer(Bounds).Next(claimed: 1_000_000, Plenty, share: 1));

    [Fact]
    public void It_settles_at_the_time_aimed_at_whatever_the_rate()
    {
        foreach (var rate in (double[])[5_000, 1_000_000, 70_000_000])
        {
            var sizer = new LeaseSizer(Bounds);
            var length = Run(sizer, rate, leases: 30);
            Assert.InRange((double)length / rate, 3 / (1 + LeaseSizer.DeadBand), 3 / (1 - LeaseSizer.DeadBand));
        }
    }

    [Fact]
    public void A_small_change_of_rate_changes_nothing()
    {
        var sizer = new LeaseSizer(Bounds);
        var settled = Run(sizer, 1_000_000, leases: 50);
        Assert.Equal(settled, Run(sizer, 1_000_000 * 1.05, leases: 20));
        Assert.Equal(settled, Run(sizer, 1_000_000 * 0.95, leases: 20));
    }

    [Fact]
    public void A_search_that_ends_gives_shorter_and_shorter_leases()
    {
        var sizer = new LeaseSizer(Bounds);
        Run(sizer, 1_000_000, leases: 50);
        Assert.Equal(500_000u, sizer.Next(claimed: 0, left: 2_000_000, share: 0.5));
        Assert.Equal(50_000u, sizer.Next(claimed: 0, left: 200_000, share: 0.5));
        Assert.Equal(Bounds.Min, sizer.Next(claimed: 0, left: 2_000, share: 0.5));
        Assert.Equal(10u, sizer.Next(claimed: 0, left: 10, share: 0.5));
    }

    [Fact]
    public void A_node_alone_is_not_slowed_by_the_tail() =>
        Assert.Equal(200u, new LeaseSizer(Bounds).Next(claimed: 0, left: 200, share: 1));

    [Fact]
    public void Whatever_is_measured_a_length_is_in_bounds_and_a_bounded_step_from_the_last() => FsCheck.Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(0, 2_000_000_000))), rates =>
        {
            var sizer = new LeaseSizer(Bounds);
            UInt128? last = null;
            var now = TimeSpan.Zero;
            sizer.Begin(now);
            foreach (var rate in rates)
            {
                now += TimeSpan.FromSeconds(1);
                sizer.Delivered((UInt128)rate, now);
                var length = sizer.Next(rate, Plenty, share: 1);
                Assert.InRange(length, Bounds.Min, Bounds.Max);
                if (last is { } before)
                    Assert.InRange((double)length, Math.Floor((double)before / LeaseSizer.MaxStep), (double)(before + 1) * LeaseSizer.MaxStep);
                last = length;
            }
        }));

    private static UInt128 Run(LeaseSizer sizer, double rate, int leases)
    {
        UInt128 length = 0;
        var now = TimeSpan.Zero;
        sizer.Pause();
        sizer.Begin(now);
        for (var i = 0; i < leases; i++)
        {
            length = sizer.Next(claimed: 0, Plenty, share: 1);
            now += TimeSpan.FromSeconds((double)length / rate);
            sizer.Delivered(length, now);
        }

        return length;
    }
}
