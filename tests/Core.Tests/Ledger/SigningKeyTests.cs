using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Ledger;

public class SigningKeyTests
{
    private static readonly Hash256 Message = Hash256.DoubleSha256("message"u8);

    [Fact]
    public void Signatures_hold_for_their_key_and_message_only()
    {
        using var key = SigningKey.Generate();
        using var other = SigningKey.Generate();
        byte[] signature = key.Sign(Message);
        Assert.True(key.PublicKey.Verify(Message, signature));
        Assert.False(other.PublicKey.Verify(Message, signature));
        Assert.False(key.PublicKey.Verify(Hash256.Zero, signature));
        for (int i = 0; i < signature.Length; i += 7)
        {
            byte[] changed = [.. signature];
            changed[i] ^= 1;
            Assert.False(key.PublicKey.Verify(Message, changed));
        }
    }

    [Fact]
    public void The_second_signature_that_ecdsa_allows_is_refused()
    {
        using var key = SigningKey.Generate();
        for (int i = 0; i < 20; i++)
        {
            byte[] signature = key.Sign(Message);
            UInt256 s = UInt256.ReadBigEndian(signature.AsSpan(32));
            Assert.True(s <= P256.HalfOrder);
            (P256.Order - s).WriteBigEndian(signature.AsSpan(32));
            Assert.False(key.PublicKey.Verify(Message, signature));
        }
    }

    [Fact]
    public void Keys_with_even_and_odd_y_are_found_again_from_their_33_bytes()
    {
        var parities = new HashSet<byte>();
        while (parities.Count < 2)
        {
            using var key = SigningKey.Generate();
            byte[] bytes = key.PublicKey.ToBytes();
            parities.Add(bytes[0]);
            Assert.True(PublicKey.TryParse(bytes, out var read));
            Assert.Equal(key.PublicKey, read);
            Assert.True(read.Verify(Message, key.Sign(Message)));
        }
    }

    [Fact]
    public void What_is_no_compressed_key_is_refused()
    {
        byte[] bytes = new byte[PublicKey.Size];
        Assert.False(PublicKey.TryParse(bytes, out _));
        bytes[0] = 4;
        Assert.False(PublicKey.TryParse(bytes, out _));
        bytes[0] = 2;
        Assert.True(PublicKey.TryParse(bytes, out _));
        Assert.False(PublicKey.TryParse(bytes.AsSpan(1), out _));
        bytes.AsSpan(1).Fill(0xff);
        Assert.False(PublicKey.TryParse(bytes, out _));
    }

    [Fact]
    public void A_key_that_is_no_point_of_the_curve_verifies_nothing()
    {
        using var key = SigningKey.Generate();
        byte[] signature = key.Sign(Message);
        int offCurve = 0;
        for (byte x = 0; x < 20; x++)
        {
            byte[] bytes = [2, .. new byte[31], x];
            Assert.True(PublicKey.TryParse(bytes, out var other));
            offCurve += P256.TryDecompress(other, out _) ? 0 : 1;
            Assert.False(other.Verify(Message, signature));
        }

        Assert.InRange(offCurve, 1, 19);
    }

    [Fact]
    public void A_key_is_read_back_from_encrypted_pem_with_its_password_only()
    {
        using var key = SigningKey.Generate();
        string pem = key.ToEncryptedPem("pass word");
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", pem, StringComparison.Ordinal);
        using var read = SigningKey.FromPem(pem, "pass word");
        Assert.Equal(key.PublicKey, read.PublicKey);
        Assert.True(key.PublicKey.Verify(Message, read.Sign(Message)));
        Assert.Throws<FormatException>(() => SigningKey.FromPem(pem, "wrong"));
        Assert.Throws<FormatException>(() => SigningKey.FromPem(pem));
        Assert.Throws<ArgumentException>(() => key.ToEncryptedPem(default));
    }

    [Fact]
    public void A_key_is_read_back_from_plain_pem()
    {
        using var key = SigningKey.Generate();
        using var read = SigningKey.FromPem(key.ToPem());
        Assert.Equal(key.Address, read.Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void Text_without_a_key_is_refused(string text) => Assert.Throws<FormatException>(() => SigningKey.FromPem(text));

    [Fact]
    public void Keys_of_other_curves_and_public_keys_are_refused()
    {
        using var p384 = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        Assert.Throws<FormatException>(() => SigningKey.FromPem(p384.ExportPkcs8PrivateKeyPem()));
        using var p256 = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        Assert.Throws<FormatException>(() => SigningKey.FromPem(p256.ExportSubjectPublicKeyInfoPem()));
    }
}
