using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

public class CompactTargetTests
{
    /// <summary>Bitcoin Core's src/test/arith_uint256_tests.cpp, bignum_SetCompact: bits, target, bits made of it, negative.</summary>
    public static TheoryData<uint, string, uint, bool> SetCompactCases => new()
    {
        { 0, "0", 0, false },
        { 0x00123456, "0", 0, false },
        { 0x01003456, "0", 0, false },
        { 0x02000056, "0", 0, false },
        { 0x03000000, "0", 0, false },
        { 0x04000000, "0", 0, false },
        { 0x00923456, "0", 0, false },
        { 0x01803456, "0", 0, false },
        { 0x02800056, "0", 0, false },
        { 0x03800000, "0", 0, false },
        { 0x04800000, "0", 0, false },
        { 0x01123456, "12", 0x01120000, false },
        { 0x01fedcba, "7e", 0x01fe0000, true },
        { 0x02123456, "1234", 0x02123400, false },
        { 0x03123456, "123456", 0x03123456, false },
        { 0x04123456, "12345600", 0x04123456, false },
        { 0x04923456, "12345600", 0x04923456, true },
        { 0x05009234, "92340000", 0x05009234, false },
        { 0x20123456, "1234560000000000000000000000000000000000000000000000000000000000", 0x20123456, false },
    };

    [Theory]
    [MemberData(nameof(SetCompactCases))]
    public void Reads_and_writes_bits_as_bitcoin_does(uint bits, string target, uint again, bool negative)
    {
        var read = new CompactTarget(bits).ToTarget(out var isNegative, out var overflow);

        Assert.Equal(UInt256.Parse(target), read);
        Assert.Equal(negative, isNegative);
        Assert.False(overflow);
        // GetCompact sets the sign only on a mantissa that is not zero.
        var sign = negative && (again & 0x007f_ffff) != 0 ? 0x0080_0000u : 0;
        Assert.Equal(new CompactTarget(again), new CompactTarget(CompactTarget.FromTarget(read).Bits | sign));
    }

    [Fact]
    public void A_leading_bit_is_kept_from_reading_as_a_sign() =>
        Assert.Equal(new CompactTarget(0x02008000), CompactTarget.FromTarget(0x80));

    [Theory]
    [InlineData(0xff123456)]
    [InlineData(0xff7fffff)]
    [InlineData(0x23000001)]
    [InlineData(0x22000100)]
    [InlineData(0x21010000)]
    public void Says_that_bits_overflow(uint bits)
    {
        _ = new CompactTarget(bits).ToTarget(out var negative, out var overflow);

        Assert.True(overflow);
        Assert.False(negative);
        Assert.False(new CompactTarget(bits).TryGetTarget(out _));
    }

    [Theory]
    [InlineData(0x220000ff)]
    [InlineData(0x2100ffff)]
    [InlineData(0x207fffff)]
    public void The_largest_of_each_size_does_not_overflow(uint bits) =>
        Assert.True(new CompactTarget(bits).TryGetTarget(out _));

    [Theory]
    [InlineData("0x1d00ffff", 0x1d00ffff)]
    [InlineData("1D00FFFF", 0x1d00ffff)]
    [InlineData("0X0", 0)]
    public void Reads_what_people_write(string text, uint bits)
    {
        Assert.True(CompactTarget.TryParse(text, out var compact));
        Assert.Equal(bits, compact.Bits);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0x1d00ffff0")]
    [InlineData(" 1d00ffff")]
    [InlineData("-1")]
    [InlineData("hard")]
    public void Refuses_what_is_no_number_of_four_bytes(string? text) => Assert.False(CompactTarget.TryParse(text, out _));

    [Fact]
    public void Writes_eight_digits() => Assert.Equal("0x0300ffff", new CompactTarget(0x0300ffff).ToString());

    [Fact]
    public void The_compact_form_is_the_nearest_from_below() =>
        Prop.ForAll(Numbers.Arbitrary, target =>
        {
            var compact = CompactTarget.FromTarget(target);
            var rounded = compact.ToTarget(out var negative, out var overflow);
            var lost = target - rounded;
            return !negative && !overflow && rounded <= target
                && CompactTarget.FromTarget(rounded) == compact
                && lost.BitLength <= Math.Max(0, target.BitLength - 15);
        }).QuickCheckThrowOnFailure();
}
