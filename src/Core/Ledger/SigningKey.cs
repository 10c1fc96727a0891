using System.Security.Cryptography;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Ledger;

/// <summary>A private key on NIST P-256: what owns an account. Kept by the platform's cryptography; dispose it when done.</summary>
public sealed class SigningKey : IDisposable
{
    // OWASP's figure for PBKDF2 with HMAC-SHA-256.
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 600_000);

    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;
        PublicKey = PublicKey.Of(key.ExportParameters(includePrivateParameters: false).Q);
    }

    /// <summary>The key that others verify with.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>The account that the key owns.</summary>
    public Address Address => PublicKey.Address;

    /// <summary>Makes a new key from the platform's random numbers.</summary>
    public static SigningKey Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key from PEM: PKCS#8, encrypted or not.</summary>
    /// <param name="pem">The text, which holds one key.</param>
    /// <param name="password">The password; empty for a key that is not encrypted.</param>
    /// <exception cref="FormatException">The text holds no P-256 key, or the password is wrong or missing.</exception>
    public static SigningKey FromPem(ReadOnlySpan<char> pem, ReadOnlySpan<char> password = default)
    {
        var key = ECDsa.Create();
        try
        {
            if (password.IsEmpty)
                key.ImportFromPem(pem);
            else
                key.ImportFromEncryptedPem(pem, password);

            ECParameters parameters = key.ExportParameters(includePrivateParameters: true);
            CryptographicOperations.ZeroMemory(parameters.D);
            if (!string.Equals(parameters.Curve.Oid.Value, ECCurve.NamedCurves.nistP256.Oid.Value, StringComparison.Ordinal))
                throw new FormatException("The key is not on the curve P-256.");
            return new SigningKey(key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new FormatException("The text holds no private key on P-256 in PKCS#8 PEM, or its password is wrong or missing.", e);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The key as PEM: PKCS#8, encrypted with AES-256 under the password.</summary>
    /// <param name="password">The password, not empty.</param>
    /// <exception cref="ArgumentException">The password is empty.</exception>
    public string ToEncryptedPem(ReadOnlySpan<char> password) =>
        password.IsEmpty
            ? throw new ArgumentException("The password is empty.", nameof(password))
            : _key.ExportEncryptedPkcs8PrivateKeyPem(password, Encryption);

    /// <summary>The key as PEM, not encrypted: whoever reads it owns the account.</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem();

    /// <summary>Signs a hash: 64 bytes, r and s, big-endian, s in the lower half of the group's order.</summary>
    /// <param name="hash">What to sign.</param>
    public byte[] Sign(Hash256 hash)
    {
        byte[] signature = _key.SignHash(hash.ToArray(), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        Span<byte> s = signature.AsSpan(PublicKey.SignatureSize / 2);
        UInt256 value = UInt256.ReadBigEndian(s);
        if (value > P256.HalfOrder)
            (P256.Order - value).WriteBigEndian(s);
        return signature;
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
