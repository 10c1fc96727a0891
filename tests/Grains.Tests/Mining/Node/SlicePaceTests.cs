using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Mining;
using MiningGrid.Grains.Mining;

namespace MiningGrid.Grains.Tests.Mining;

public sealed class SlicePaceTests
{
    private static readonly TimeSpan SliceTime = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void Slices_are_cut_for_the_fastest_worker_and_the_rate_is_the_average()
    {
        var pace = new SlicePace();
        Assert.Equal(0, pace.Rate);

        pace.Measure(Result(worker: 0, scanned: 10_000));
        pace.Measure(Result(worker: 1, scanned: 1_000_000));

        Assert.Equal(10_000ul * 100, pace.SliceLength(SliceTime)); // 10 MH/s for 100 ms
        Assert.Equal((100_000 + 10_000_000) / 2.0, pace.Rate);
    }

    [Fact]
    public void A_short_time_says_nothing_yet()
    {
        var pace = new SlicePace();

        pace.Measure(new SliceResult(1_000_000, [], TimeSpan.FromMilliseconds(1)));
        Assert.Equal(0, pace.Rate);
        pace.Measure(new SliceResult(1_000_000, [], TimeSpan.FromMilliseconds(1)));
        Assert.Equal(1e9, pace.Rate, 1e-3);
    }

    [Fact]
    public void The_next_puzzle_begins_with_what_is_known_of_each_worker()
    {
        var (before, pace) = (new SlicePace(), new SlicePace());
        before.Measure(Result(worker: 0, scanned: 10_000));
        before.Measure(Result(worker: 3, scanned: 1_000_000));

        pace.StartFrom(before);

        Assert.Equal((before.Rate, before.SliceLength(SliceTime)), (pace.Rate, pace.SliceLength(SliceTime)));
        Assert.Equal(before.WorthWorkers(Puzzle), pace.WorthWorkers(Puzzle));
    }

    private static TextPuzzle Puzzle => new("x", Target.FromZeroBits(40));

    private static SliceResult Result(int worker, ulong scanned) => new(scanned, [], TimeSpan.FromMilliseconds(100), worker);
}
