using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MiningGrid.Security.Files;

namespace MiningGrid.Security.Keys;

/// <summary>A grid's key as a file: PEM, the certificate and the private key, that one encrypted. Only its owner can read it.</summary>
internal static class GridKeyFile
{
    private const int LongestBytes = 64 << 10;
    private const string CertificateLabel = "CERTIFICATE";
    private const string PrivateKeyLabel = "ENCRYPTED PRIVATE KEY";
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    // OWASP's figure for PBKDF2 with HMAC-SHA-256.
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 600_000);

    /// <summary>Where the passphrase of a grid's key comes from.</summary>
    public static PassphraseSource Passphrases { get; } = new(
        "grid key", "Security:PassphraseFile (a silo), --key-passphrase-file (minegrid)", "MINEGRID_KEY_PASSPHRASE_FILE", "MINEGRID_KEY_PASSPHRASE", "key-passphrase");

    /// <summary>Writes a key to a file that was not there.</summary>
    /// <returns>Where the passphrase is that opens it.</returns>
    /// <exception cref="GridKeyException">The file is there, or can't be written.</exception>
    public static string Write(string path, GridKey key, string? passphraseFile)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path))
            throw new GridKeyException($"There is a file {path} already; it is not overwritten. Give another name, or remove it first.");
        var passphrase = Passphrases.Find(passphraseFile, mayMake: true);
        using var secret = key.Certificate.GetECDsaPrivateKey()!;
        var pem = secret.ExportEncryptedPkcs8PrivateKeyPem(passphrase.Text, Encryption);
        try
        {
            // PEM allows text before its parts: a person who finds the file sees what it is.
            PrivateFile.Create(path, $"MiningGrid key {key.Fingerprint}, valid until {key.ValidUntil:yyyy-MM-dd}\n{key.Certificate.ExportCertificatePem()}\n{pem}\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GridKeyException($"The key file {path} can't be written: {exception.Message}", exception);
        }

        return passphrase.Origin;
    }

    /// <summary>Reads a key that is valid now.</summary>
    /// <exception cref="GridKeyException">The file is missing, others can read it, it holds no key, or the key has expired or does not open.</exception>
    public static GridKey Open(string path, string? passphraseFile, TimeProvider time)
    {
        path = Path.GetFullPath(path);
        var text = Read(path);
        if (!Has(text, CertificateLabel) || !Has(text, PrivateKeyLabel))
            throw new GridKeyException($"{path} is not a key file: 'minegrid key create FILE' makes one.");
        var passphrase = Passphrases.Find(passphraseFile, mayMake: false);
        GridKey key;
        try
        {
            key = new GridKey(Usable(X509Certificate2.CreateFromEncryptedPem(text, text, passphrase.Text)), time);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new GridKeyException($"The key file {path} does not open with {passphrase}: give the right one by {Passphrases.Ways}.", exception);
        }

        if (!key.IsExpired)
            return key;
        using (key)
            throw new GridKeyException(
                $"The key in {path} has expired, on {key.ValidUntil:yyyy-MM-dd HH:mm} UTC: make a new one with 'minegrid key create FILE' and copy it to all silos and clients.");
    }

    private static string Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & OfOthers) is not UnixFileMode.None and var mode)
                throw new GridKeyException($"Others than its owner can use the key file {path} ({mode}): chmod 600 {path}");
            if (stream.Length > LongestBytes)
                throw new GridKeyException($"{path} is not a key file: it has {stream.Length} bytes; allowed are {LongestBytes}.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GridKeyException($"The key file {path} can't be read: {exception.Message}", exception);
        }
    }

    private static bool Has(ReadOnlySpan<char> text, string label)
    {
        while (PemEncoding.TryFind(text, out var fields))
        {
            if (text[fields.Label] is var found && found.SequenceEqual(label))
                return true;
            text = text[fields.Location.End..];
        }

        return false;
    }

    // The TLS of Windows does not take a key that is in memory only.
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
