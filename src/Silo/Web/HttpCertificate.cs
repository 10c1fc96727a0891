using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Options;

namespace MiningGrid.Silo.Web;

/// <summary>What the web endpoints show who asks them by https: a certificate with its private key, and those that lead to who signed it.</summary>
internal sealed class HttpCertificate : IDisposable
{
    private const int LongestBytes = 1 << 20;
    private const string Form = "a PEM or PFX file with a certificate and its private key";
    private const string EncryptedKey = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

    private HttpCertificate(X509Certificate2 certificate, X509Certificate2Collection chain)
    {
        Certificate = certificate;
        Chain = chain;
    }

    public X509Certificate2 Certificate { get; }

    public X509Certificate2Collection Chain { get; }

    /// <summary>The certificate that the settings give; null when they give none.</summary>
    /// <exception cref="OptionsValidationException">Its file can't be read or used.</exception>
    public static HttpCertificate? Of(HttpOptions options)
    {
        if (options.CertificateFile is not { } file)
            return null;
        var bytes = Read(nameof(HttpOptions.CertificateFile), file);
        var passphrase = options.CertificatePassphraseFile is { } other
            ? Encoding.UTF8.GetString(Read(nameof(HttpOptions.CertificatePassphraseFile), other)).TrimEnd('\r', '\n')
            : null;
        try
        {
            return Encoding.UTF8.GetString(bytes) is var text && text.Contains("-----BEGIN ", StringComparison.Ordinal)
                ? OfPem(file, text, passphrase)
                : OfPfx(file, bytes, passphrase);
        }
        catch (CryptographicException)
        {
            // Its words tell no more: of a wrong passphrase, that the data is bad.
            throw Wrong(file, passphrase is null
                ? "which is neither PEM nor PFX, is damaged, or needs a passphrase (Http:CertificatePassphraseFile)"
                : $"which is neither PEM nor PFX, is damaged, or does not open with the passphrase of '{options.CertificatePassphraseFile}'");
        }
    }

    public void Dispose()
    {
        Certificate.Dispose();
        foreach (var other in Chain)
            other.Dispose();
    }

    private static HttpCertificate OfPem(string file, string text, string? passphrase)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);
        if (all.Count == 0)
            throw Wrong(file, "which holds no certificate");
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw Wrong(file, "which holds no private key");
        var isEncrypted = text.Contains(EncryptedKey, StringComparison.Ordinal);
        if (isEncrypted && passphrase is null)
            throw Wrong(file, "whose private key is encrypted, and Http:CertificatePassphraseFile is not set");
        try
        {
            var own = isEncrypted ? X509Certificate2.CreateFromEncryptedPem(text, text, passphrase) : X509Certificate2.CreateFromPem(text, text);
            all[0].Dispose();
            all.RemoveAt(0);
            return new HttpCertificate(Usable(own), all);
        }
        catch (ArgumentException)
        {
            throw Wrong(file, "whose private key is another certificate's than its first");
        }
    }

    private static HttpCertificate OfPfx(string file, byte[] bytes, string? passphrase)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(bytes, passphrase);
        if (all.FirstOrDefault(certificate => certificate.HasPrivateKey) is not { } own)
            throw Wrong(file, "which holds no private key");
        all.Remove(own);
        return new HttpCertificate(own, all);
    }

    private static byte[] Read(string setting, string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            if (stream.Length > LongestBytes)
                throw Wrong(file, $"which has {stream.Length} bytes", setting);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong(file, $"which can't be read ({exception.Message.TrimEnd('.')})", setting);
        }
    }

    // The TLS of Windows does not take a key that is in memory only.
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private static OptionsValidationException Wrong(string file, string what, string setting = nameof(HttpOptions.CertificateFile)) =>
        new(HttpOptions.Section, typeof(HttpOptions),
            [$"Http:{setting} is '{file}', {what}; allowed is {(setting == nameof(HttpOptions.CertificateFile) ? Form : "a file with the private key's passphrase on its one line")}."]);
}
