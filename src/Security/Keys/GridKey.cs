using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MiningGrid.Security.Keys;

/// <summary>
/// What the silos and clients of a grid know each other by: a certificate with its private key, the same one for all of them. Who
/// signed it, and for which host, does not matter.
/// </summary>
internal sealed class GridKey : IDisposable
{
    private const string Subject = "CN=MiningGrid";
    private const int FingerprintBytes = 8;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly TimeProvider _time;

    /// <summary>A key that was read or made.</summary>
    /// <param name="certificate">With its private key; disposed with this.</param>
    /// <param name="time">Tells when it has expired.</param>
    public GridKey(X509Certificate2 certificate, TimeProvider time)
    {
        Certificate = certificate;
        _time = time;
        Fingerprint = FingerprintOf(certificate);
        Context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>The same, as TLS takes it.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Names it: the first digits of the certificate's SHA-256.</summary>
    public string Fingerprint { get; }

    public DateTimeOffset ValidUntil => new(Certificate.NotAfter.ToUniversalTime());

    public bool IsExpired => _time.GetUtcNow() > ValidUntil;

    /// <summary>Makes a new one.</summary>
    /// <param name="lifetime">How long it is valid.</param>
    /// <param name="time">From when on: a day ago, for machines whose clocks are late.</param>
    public static GridKey Generate(TimeSpan lifetime, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        var now = time.GetUtcNow();
        return new GridKey(request.CreateSelfSigned(now.AddDays(-1), now + lifetime), time);
    }

    /// <summary>Judges what the other side of a connection has shown, and has proven that it has the private key of.</summary>
    /// <returns>Why it is not let in; null when it has this key.</returns>
    public string? Refuse(X509Certificate? shown)
    {
        if (shown is null)
            return "it has no key";
        if (!shown.GetRawCertData().AsSpan().SequenceEqual(Certificate.RawDataMemory.Span))
            return $"it has another key, {FingerprintOf(shown)}; the key here is {Fingerprint}";
        return IsExpired ? $"the key {Fingerprint} has expired, on {ValidUntil:yyyy-MM-dd HH:mm} UTC" : null;
    }

    public void Dispose() => Certificate.Dispose();

    private static string FingerprintOf(X509Certificate certificate) =>
        Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData()).AsSpan(0, FingerprintBytes));
}
