using System.Diagnostics;

namespace MiningGrid.OpenCl.Tests;

public class BatchPaceTests
{
    private static readonly long Millisecond = Stopwatch.Frequency / 1_000;

    [Fact]
    public void Batches_grow_twofold_at_most_until_they_take_six_tenths_of_a_millisecond()
    {
        var pace = new BatchPace();
        var sizes = new List<uint>();
        for (var i = 0; i < 20; i++)
        {
            sizes.Add(pace.Size);
            pace.Took(pace.Size, (long)(pace.Size / 1e9 * Stopwatch.Frequency)); // 1 GH/s
        }

        Assert.All(sizes.Zip(sizes.Skip(1)), pair => Assert.InRange(pair.Second, pair.First, 2 * pair.First));
        Assert.InRange(sizes[^1], 590_000u, 610_000u);
    }

    [Fact]
    public void A_batch_that_took_long_makes_the_next_ones_short_at_once()
    {
        var pace = new BatchPace();
        var before = pace.Size;

        pace.Took(before, 3 * Millisecond);

        Assert.InRange(pace.Size, before / 5, (before / 4) + 1);
    }

    [Fact]
    public void Neither_the_slowest_nor_the_fastest_device_leaves_the_bounds()
    {
        var (slow, fast) = (new BatchPace(), new BatchPace());
        for (var i = 0; i < 40; i++)
        {
            slow.Took(slow.Size, 1_000 * Millisecond);
            fast.Took(fast.Size, 0);
        }

        Assert.Equal((BatchPace.Least, BatchPace.Most), (slow.Size, fast.Size));
    }

    [Fact]
    public void A_far_smaller_batch_says_nothing()
    {
        var pace = new BatchPace();
        var before = pace.Size;

        pace.Took((before / 2) - 1, 100 * Millisecond);

        Assert.Equal(before, pace.Size);
    }

    [Fact]
    public void A_batch_whose_end_was_seen_late_does_not_make_the_batches_after_the_next_ones_longer()
    {
        var pace = new BatchPace();
        for (var i = 0; i < 40; i++)
            pace.Took(pace.Size, TimeOf(pace.Size));
        var settled = pace.Size;

        // The next one was well under way by then, so that it seems to have taken the less.
        var late = Millisecond / 2;
        pace.Took(settled, TimeOf(settled) + late);
        pace.Took(settled, TimeOf(settled) - late);

        Assert.InRange(pace.Size, settled / 10 * 9, settled / 10 * 12);

        static long TimeOf(uint size) => (long)(size / 1e9 * Stopwatch.Frequency);
    }
}
