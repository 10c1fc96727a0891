using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Tests.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

public class WireTests
{
    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(0xfcUL, "fc")]
    [InlineData(0xfdUL, "fdfd00")]
    [InlineData(0xffffUL, "fdffff")]
    [InlineData(0x1_0000UL, "fe00000100")]
    [InlineData(0xffff_ffffUL, "feffffffff")]
    [InlineData(0x1_0000_0000UL, "ff0000000001000000")]
    [InlineData(ulong.MaxValue, "ffffffffffffffffff")]
    public void A_number_has_its_shortest_form(ulong value, string hex)
    {
        Assert.Equal(hex, Convert.ToHexStringLower(new WireWriter().CompactSize(value).ToArray()));
        var reader = new WireReader(Convert.FromHexString(hex));
        Assert.True(reader.TryReadCompactSize(out ulong read));
        Assert.Equal(value, read);
        Assert.Equal(0, reader.Remaining);
    }

    [Theory]
    [InlineData("")]
    [InlineData("fd")]
    [InlineData("fdfc00")]
    [InlineData("feffff0000")]
    [InlineData("ffffffffff00000000")]
    [InlineData("ff00000001000000")]
    public void A_longer_form_or_a_cut_one_is_refused(string hex)
    {
        var reader = new WireReader(Convert.FromHexString(hex));
        Assert.False(reader.TryReadCompactSize(out _));
    }

    [Fact]
    public void What_is_read_as_a_number_is_written_back_as_the_same_bytes() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<byte>().ArrayOf().ToArbitrary(),
            bytes =>
            {
                var reader = new WireReader(bytes);
                return !reader.TryReadCompactSize(out ulong value)
                    || bytes.AsSpan(0, bytes.Length - reader.Remaining).SequenceEqual(new WireWriter().CompactSize(value).ToArray());
            }).Check(1000);
}
