using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

public class UInt256Tests
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;

    private static readonly Arbitrary<(UInt256 A, UInt256 B)> Pairs =
        Numbers.Arbitrary.Generator.Two().Select(pair => (pair.Item1, pair.Item2)).ToArbitrary();

    [Fact]
    public void Adds_subtracts_and_multiplies_modulo_2_to_the_256() =>
        Prop.ForAll(Pairs, pair => Wrap(Big(pair.A) + Big(pair.B)) == Big(pair.A + pair.B)
            && Wrap(Big(pair.A) - Big(pair.B)) == Big(pair.A - pair.B)
            && Wrap(Big(pair.A) * Big(pair.B)) == Big(pair.A * pair.B)).Check(1_000);

    [Fact]
    public void Divides_as_whole_numbers_do() =>
        Prop.ForAll(Pairs, pair => pair.B == UInt256.Zero
            || (Big(pair.A) / Big(pair.B) == Big(pair.A / pair.B) && Big(pair.A) % Big(pair.B) == Big(pair.A % pair.B)))
            .Check(1_000);

    [Fact]
    public void Divides_by_small_numbers() =>
        Prop.ForAll(Numbers.Arbitrary, Gen.Choose(1, int.MaxValue).ToArbitrary(), (a, b) =>
            Big(a) / b == Big(a / (ulong)b) && Big(a) % b == Big(a % (ulong)b)).Check(1_000);

    [Fact]
    public void Refuses_to_divide_by_zero()
    {
        Assert.Throws<DivideByZeroException>(() => UInt256.One / UInt256.Zero);
        Assert.Throws<DivideByZeroException>(() => UInt256.One % UInt256.Zero);
    }

    [Fact]
    public void Shifts_by_any_number_of_bits() =>
        Prop.ForAll(Numbers.Arbitrary, Gen.Choose(0, 300).ToArbitrary(), (a, bits) =>
            Wrap(Big(a) << bits) == Big(a << bits) && Big(a) >> bits == Big(a >> bits)).Check(1_000);

    [Fact]
    public void Combines_bits() =>
        Prop.ForAll(Pairs, pair => (Big(pair.A) & Big(pair.B)) == Big(pair.A & pair.B)
            && (Big(pair.A) | Big(pair.B)) == Big(pair.A | pair.B)
            && (Big(pair.A) ^ Big(pair.B)) == Big(pair.A ^ pair.B)
            && Modulus - 1 - Big(pair.A) == Big(~pair.A)).Check(1_000);

    [Fact]
    public void Compares_as_numbers() =>
        Prop.ForAll(Pairs, pair => Big(pair.A).CompareTo(Big(pair.B)) == Math.Sign(pair.A.CompareTo(pair.B))
            && (pair.A < pair.B) == (Big(pair.A) < Big(pair.B)) && (pair.A >= pair.B) == (Big(pair.A) >= Big(pair.B))
            && (pair.A == pair.B) == (Big(pair.A) == Big(pair.B))
            && (pair.A != pair.B || pair.A.GetHashCode() == pair.B.GetHashCode())).Check(1_000);

    [Fact]
    public void Counts_its_bits() =>
        Prop.ForAll(Numbers.Arbitrary, a => a.BitLength == Big(a).GetBitLength()).Check(1_000);

    [Fact]
    public void Text_and_bytes_read_back() =>
        Prop.ForAll(Numbers.Arbitrary, a => UInt256.Parse(a.ToString()) == a && a.ToString().Length == 64
            && UInt256.ReadLittleEndian(a.ToBytes()) == a && UInt256.ReadBigEndian(a.ToBytes(isBigEndian: true)) == a
            && a.ToBytes().SequenceEqual(a.ToBytes(isBigEndian: true).Reverse())).Check(1_000);

    [Fact]
    public void Its_double_is_close() =>
        Prop.ForAll(Numbers.Arbitrary, a => Math.Abs(a.ToDouble() - (double)Big(a)) <= (double)Big(a) * 1e-15).Check(1_000);

    [Theory]
    [InlineData("0", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0xFf", "00000000000000000000000000000000000000000000000000000000000000ff")]
    public void Reads_short_hexadecimal(string text, string expected) =>
        Assert.Equal(expected, UInt256.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("xyz")]
    [InlineData("-1")]
    [InlineData(" 1")]
    [InlineData("10000000000000000000000000000000000000000000000000000000000000000")]
    public void Refuses_what_is_no_256_bit_number(string? text) => Assert.False(UInt256.TryParse(text, out _));

    [Fact]
    public void Names_the_text_that_is_no_number() =>
        Assert.Contains("'hard'", Assert.Throws<FormatException>(() => UInt256.Parse("hard")).Message, StringComparison.Ordinal);

    private static BigInteger Big(UInt256 number) => new(number.ToBytes(), isUnsigned: true);

    private static BigInteger Wrap(BigInteger number) => ((number % Modulus) + Modulus) % Modulus;
}
