using System.Diagnostics;

namespace MiningGrid.OpenCl.Tests;

public class BatchPaceTests
{
    private static readonly long Millisecond = Stopwatch.Frequency / 1_000;

    [Fact]
    public void Batches_grow_twofold_at_most_until_they_take_three_quarters_of_a_millisecond()
    {
        var pace = new BatchPace();
        var sizes = new List<uint>();
        for (var i = 0; i < 20; i++)
        {
            sizes.Add(pace.Size);
            pace.Took(pace.Size, (long)(pace.Size / 1e9 * Stopwatch.Frequency)); // 1 GH/s
        }

        Assert.All(sizes.Zip(sizes.Skip(1)), pair => Assert.InRange(pair.Second, pair.First, 2 * pair.First));
        Assert.InRange(sizes[^1], 740_000u, 760_000u);
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
    public void A_batch_of_another_size_says_nothing()
    {
        var pace = new BatchPace();
        var before = pace.Size;

        pace.Took(before - 1, 100 * Millisecond);

        Assert.Equal(before, pace.Size);
    }
}
