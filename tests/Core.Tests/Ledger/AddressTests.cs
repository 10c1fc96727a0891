using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.Tests.ProofOfWork;

namespace MiningGrid.Core.Tests.Ledger;

public class AddressTests
{
    // BIP350, test vectors: valid and invalid Bech32m.
    [Theory]
    [InlineData("A1LQFN3A", true)]
    [InlineData("a1lqfn3a", true)]
    [InlineData("an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6", true)]
    [InlineData("abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx", true)]
    [InlineData("11llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllludsr8", true)]
    [InlineData("split1checkupstagehandshakeupstreamerranterredcaperredlc445v", true)]
    [InlineData("?1v759aa", true)]
    [InlineData(" 1xj0phk", false)]
    [InlineData("\u007f1g6xzxy", false)]
    [InlineData("an84characterslonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11d6pts4", false)]
    [InlineData("qyrz8wqd2c9m", false)]
    [InlineData("1qyrz8wqd2c9m", false)]
    [InlineData("y1b0jsk6g", false)]
    [InlineData("lt1igcx5c0", false)]
    [InlineData("in1muywd", false)]
    [InlineData("mm1crxm3i", false)]
    [InlineData("au1s5cgom", false)]
    [InlineData("M1VUXWEZ", false)]
    [InlineData("16plkw9", false)]
    [InlineData("1p2gdwpf", false)]
    [InlineData("A1lqfn3a", false)]
    [InlineData(null, false)]
    public void Bech32m_is_read_as_BIP350_says(string? text, bool valid)
    {
        Assert.Equal(valid, Bech32m.TryDecode(text, out string? prefix, out byte[]? values));
        if (valid)
            Assert.Equal(text, Bech32m.Encode(prefix!, values), ignoreCase: true);
    }

    [Fact]
    public void An_address_is_read_back_from_its_text() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<byte>().ListOf(Address.Size).ToArbitrary(),
            bytes =>
            {
                var address = new Address([.. bytes]);
                string text = address.ToString();
                return text.Length == 42
                    && text.StartsWith("mg1q", StringComparison.Ordinal)
                    && Address.Parse(text) == address
                    && Address.Parse(text.ToUpperInvariant()) == address
                    && address.ToBytes().AsSpan().SequenceEqual([.. bytes]);
            }).Check(200);

    [Fact]
    public void An_address_with_a_wrong_character_is_refused()
    {
        string text = Address.Nobody.ToString();
        for (int i = 0; i < text.Length; i++)
            Assert.False(Address.TryParse(string.Concat(text.AsSpan(0, i), text[i] == 'p' ? "q" : "p", text.AsSpan(i + 1)), out _));
    }

    [Fact]
    public void A_text_of_another_prefix_kind_or_length_is_refused()
    {
        byte[] program = Bech32m.FromBytes(new byte[Address.Size]);
        Assert.True(Address.TryParse(Bech32m.Encode("mg", [0, .. program]), out _));
        Assert.False(Address.TryParse(Bech32m.Encode("bc", [0, .. program]), out _));
        Assert.False(Address.TryParse(Bech32m.Encode("mg", [1, .. program]), out _));
        Assert.False(Address.TryParse(Bech32m.Encode("mg", [0, .. program[1..]]), out _));
        Assert.False(Address.TryParse(Bech32m.Encode("mg", [0, .. program, 0]), out _));
        Assert.False(Address.TryParse(Bech32m.Encode("mg", []), out _));
        Assert.Throws<FormatException>(() => Address.Parse("mg1"));
    }

    [Fact]
    public void Bits_left_over_must_be_zero()
    {
        Assert.True(Bech32m.TryToBytes([31, 28], out byte[]? bytes));
        Assert.Equal([255], bytes);
        Assert.False(Bech32m.TryToBytes([31, 29], out _));
        Assert.False(Bech32m.TryToBytes([31], out _));
    }
}
