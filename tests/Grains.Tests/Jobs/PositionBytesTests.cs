using FsCheck;
using FsCheck.Fluent;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Jobs;

namespace MiningGrid.Grains.Tests.Jobs;

public sealed class PositionBytesTests
{
    [Fact]
    public void Positions_are_read_as_they_were_written() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Arb.From(Gen.ArrayOf(Position())), positions =>
            Assert.Equal(positions, PositionBytes.ReadPositions(PositionBytes.Of(positions)))));

    [Fact]
    public void Ranges_are_read_as_they_were_written() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(1, int.MaxValue))), lengths =>
        {
            var ranges = new List<PositionRange>();
            foreach (var length in lengths)
                ranges.Add(new PositionRange((ranges.Count > 0 ? ranges[^1].End : 0) + (uint)length, (UInt128)length << 60));
            Assert.Equal(ranges, PositionBytes.ReadRanges(PositionBytes.Of(ranges)));
        }));

    [Fact]
    public void A_damaged_end_is_found() =>
        Assert.Throws<InvalidDataException>(() => PositionBytes.ReadPositions([0x80]));

    [Fact]
    public void A_number_that_never_ends_is_refused() =>
        Assert.Throws<InvalidDataException>(() => PositionBytes.ReadPositions([.. Enumerable.Repeat((byte)0xFF, 100)]));

    private static Gen<UInt128> Position() =>
        from value in Gen.Choose(0, int.MaxValue)
        from shift in Gen.Choose(0, 97)
        select (UInt128)value << shift;
}
