using FsCheck;
using FsCheck.Fluent;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Jobs;

namespace MiningGrid.Grains.Tests.Jobs;

public sealed class RangeSetTests
{
    private const int Size = 64;

    [Fact]
    public void It_does_what_a_set_of_single_positions_does() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Arb.From(Gen.ListOf(Operation())), operations =>
        {
            var ranges = new RangeSet();
            var positions = new SortedSet<int>();
            foreach (var (add, first, count) in operations)
            {
                var range = new PositionRange((uint)first, (uint)count);
                var all = Enumerable.Range(first, count).ToList();
                var within = all.Where(positions.Contains).ToList();
                Assert.Equal(within, Positions(ranges.Within(range)));
                Assert.Equal(all.Except(within), Positions(ranges.Missing(range)));
                Assert.Equal(count > 0 && within.Count == count, ranges.Contains(range));
                var changed = add ? ranges.Add(range) : ranges.Remove(range);
                Assert.Equal((uint)all.Count(p => add ? positions.Add(p) : positions.Remove(p)), changed);
                Assert.Equal(positions, Positions(ranges));
                Assert.Equal((uint)positions.Count, ranges.Total);
                Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.First, "Ranges touch."));
            }
        }));

    [Fact]
    public void Coarsening_fills_the_narrowest_gaps()
    {
        var ranges = new RangeSet([new(0, 1), new(5, 1), new(7, 1), new(20, 1)]);
        ranges.Coarsen(2);
        Assert.Equal([new PositionRange(0, 8), new PositionRange(20, 1)], ranges);
    }

    [Fact]
    public void The_lowest_range_is_taken_first_and_no_more_than_asked_for()
    {
        var ranges = new RangeSet([new(10, 5), new(30, 5)]);
        Assert.Equal(new PositionRange(10, 3), ranges.TakeFirst(3));
        Assert.Equal(new PositionRange(13, 2), ranges.TakeFirst(3));
        Assert.Equal(new PositionRange(30, 3), ranges.TakeFirst(3));
    }

    private static Gen<(bool Add, int First, int Count)> Operation() =>
        from add in Gen.Elements(true, true, false)
        from first in Gen.Choose(0, Size)
        from count in Gen.Choose(0, Size / 4)
        select (add, first, count);

    private static IEnumerable<int> Positions(IEnumerable<PositionRange> ranges) =>
        ranges.SelectMany(range => Enumerable.Range((int)range.First, (int)range.Count));
}
