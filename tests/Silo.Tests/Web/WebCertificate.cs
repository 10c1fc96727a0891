using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Web;

/// <summary>A certificate of a test's own for this machine, and files of all kinds with it.</summary>
internal sealed class WebCertificate : IDisposable
{
    public const string Passphrase = "open sesame of a test";

    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 10_000);

    private readonly TempFolder _folder = new();

    public WebCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        Certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var certificate = Certificate.ExportCertificatePem();
        Write("passphrase", Passphrase + "\n");
        Write("wrong-passphrase", "something else\n");
        Write("pem", $"{certificate}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        Write("encrypted-pem", $"{key.ExportEncryptedPkcs8PrivateKeyPem(Passphrase, Encryption)}\n{certificate}\n");
        Write("no-key-pem", certificate);
        Write("only-key-pem", key.ExportPkcs8PrivateKeyPem());
        Write("nonsense", "nonsense");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write("other-key-pem", $"{certificate}\n{other.ExportPkcs8PrivateKeyPem()}\n");
        File.WriteAllBytes(this["pfx"], Certificate.Export(X509ContentType.Pkcs12));
        File.WriteAllBytes(this["encrypted-pfx"], Certificate.Export(X509ContentType.Pkcs12, Passphrase));
        using var bare = X509CertificateLoader.LoadCertificate(Certificate.RawData);
        File.WriteAllBytes(this["no-key-pfx"], bare.Export(X509ContentType.Pkcs12));
    }

    public X509Certificate2 Certificate { get; }

    public string this[string name] => _folder[name];

    public void Dispose()
    {
        Certificate.Dispose();
        _folder.Dispose();
    }

    private void Write(string name, string text) => File.WriteAllText(this[name], text);
}
