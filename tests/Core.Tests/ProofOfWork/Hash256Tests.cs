using FsCheck.Fluent;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

public class Hash256Tests
{
    [Fact]
    public void The_genesis_header_has_its_known_hash() =>
        Assert.Equal("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f",
            Hash256.OfHeader(KnownHeaders.Genesis).ToString());

    [Fact]
    public void Text_is_the_wire_reversed()
    {
        byte[] wire = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        var hash = new Hash256(wire);

        Assert.Equal("1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a09080706050403020100", hash.ToString());
        Assert.Equal(wire, hash.ToArray());
        Assert.Equal(UInt256.Parse(hash.ToString()), hash.ToUInt256());
    }

    [Fact]
    public void Text_bytes_and_number_read_back() =>
        Prop.ForAll(Numbers.Arbitrary, number =>
        {
            var hash = Hash256.FromUInt256(number);
            return Hash256.Parse(hash.ToString()) == hash && new Hash256(hash.ToArray()) == hash && hash.ToUInt256() == number
                && hash.GetHashCode() == new Hash256(hash.ToArray()).GetHashCode();
        }).Check(100);

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Refuses_other_lengths(int length) =>
        Assert.Contains($"not {length}", Assert.Throws<ArgumentException>(() => new Hash256(new byte[length])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0x19d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f0000000000")]
    [InlineData("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26g")]
    public void Refuses_what_is_no_hash(string? text) => Assert.False(Hash256.TryParse(text, out _));

    [Fact]
    public void Refuses_to_hash_a_header_of_another_length() =>
        Assert.Throws<ArgumentException>(() => Hash256.OfHeader(new byte[81]));
}
