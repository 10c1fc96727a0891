using System.Numerics;
using FsCheck.Fluent;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

public class TargetTests
{
    private static readonly UInt256 MainLimit = Target.FromZeroBits(32);

    [Theory]
    [InlineData(0, "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData(1, "0fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData(6, "000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData(63, "000000000000000000000000000000000000000000000000000000000000000f")]
    [InlineData(64, "0000000000000000000000000000000000000000000000000000000000000000")]
    public void Leading_zero_digits_make_a_target(int digits, string target) =>
        Assert.Equal(target, Target.FromHexDigits(digits).ToString());

    [Theory]
    [InlineData(0, "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData(1, "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData(32, "00000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData(255, "0000000000000000000000000000000000000000000000000000000000000001")]
    public void Leading_zero_bits_make_a_target(int bits, string target) =>
        Assert.Equal(target, Target.FromZeroBits(bits).ToString());

    [Fact]
    public void Compact_bits_make_a_target() =>
        Assert.Equal("00000000ffff0000000000000000000000000000000000000000000000000000",
            Target.FromCompact(new CompactTarget(0x1d00ffff)).ToString());

    [Theory]
    [InlineData(-1)]
    [InlineData(65)]
    public void Names_the_number_of_digits_that_can_not_be(int digits) =>
        Assert.StartsWith($"{digits} leading zero digits can't be asked for: 0 to 64 are allowed.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Target.FromHexDigits(digits)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(256)]
    public void Names_the_number_of_bits_that_can_not_be(int bits) =>
        Assert.StartsWith($"{bits} leading zero bits can't be asked for: 0 to 255 are allowed.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Target.FromZeroBits(bits)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0x1d80ffff, "negative")]
    [InlineData(0xff7fffff, "above 256 bits")]
    [InlineData(0x01003456, "zero")]
    public void Names_the_bits_that_can_not_be(uint bits, string reason)
    {
        var message = Assert.Throws<ArgumentOutOfRangeException>(() => Target.FromCompact(new CompactTarget(bits))).Message;

        Assert.Contains($"0x{bits:x8}", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    // Bitcoin Core's src/test/pow_tests.cpp, the CheckProofOfWork tests.
    [Theory]
    [InlineData("negative_target", "0000000000000000000000000000000000000000000000000000000000000001", 0x1d80ffff)]
    [InlineData("overflow_target", "0000000000000000000000000000000000000000000000000000000000000001", 0xff7fffff)]
    [InlineData("too_easy_target", "0000000000000000000000000000000000000000000000000000000000000001", 0x1d01ffff)]
    [InlineData("bigger_hash_than_target", "00000001fffffffffffffffffffffffffffffffffffffffffffffffffffffffe", 0x1d00ffff)]
    [InlineData("zero_target", "0000000000000000000000000000000000000000000000000000000000000000", 0x00000000)]
    public void Refuses_proof_of_work_as_bitcoin_does(string name, string hash, uint bits) =>
        Assert.False(Target.IsMet(Hash256.Parse(hash), new CompactTarget(bits), MainLimit), name);

    [Fact]
    public void A_hash_equal_to_the_target_meets_it()
    {
        var bits = new CompactTarget(0x1d00ffff);
        var target = Target.FromCompact(bits);

        Assert.True(Target.IsMet(Hash256.OfHeader(KnownHeaders.Genesis), bits, MainLimit));
        Assert.True(Target.IsMet(Hash256.FromUInt256(target), bits, target));
        Assert.False(Target.IsMet(Hash256.FromUInt256(target + 1), bits, MainLimit));
        Assert.False(Target.IsMet(Hash256.FromUInt256(target), bits, target - 1));
    }

    [Fact]
    public void Work_is_the_whole_part_of_2_to_the_256_over_target_and_one() =>
        Prop.ForAll(Numbers.Arbitrary, target =>
        {
            var expected = (BigInteger.One << 256) / (new BigInteger(target.ToBytes(), isUnsigned: true) + 1);
            return target == UInt256.Zero || expected == new BigInteger(Target.Work(target).ToBytes(), isUnsigned: true);
        }).Check(1_000);

    [Fact]
    public void Work_of_known_targets()
    {
        // 0x1d00ffff: the chain work of Bitcoin's genesis block.
        Assert.Equal((UInt256)0x100010001, Target.Work(Target.FromCompact(new CompactTarget(0x1d00ffff))));
        Assert.Equal(UInt256.One, Target.Work(UInt256.MaxValue));
        Assert.Equal(UInt256.Zero, Target.Work(UInt256.Zero));
    }

    [Fact]
    public void Expected_hashes_grow_by_sixteen_a_digit()
    {
        for (var digits = 0; digits <= 64; digits++)
            Assert.Equal(Math.Pow(16, digits), Target.ExpectedHashes(Target.FromHexDigits(digits)), Math.Pow(16, digits) * 1e-12);
    }
}
