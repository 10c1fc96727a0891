using MiningGrid.Silo.Security;

namespace MiningGrid.Silo.Web;

/// <summary>Says in time that the certificate of the web endpoints expires: probers and browsers turn away from it then.</summary>
internal sealed partial class CertificateExpiry(HttpCertificate certificate, TimeProvider time, ILogger<CertificateExpiry> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var validUntil = new DateTimeOffset(certificate.Certificate.NotAfter).ToUniversalTime();
        return ExpiryNotice.Watch(validUntil, () => Expires(logger, certificate.Certificate.Subject, validUntil), time, stoppingToken);
    }

    [LoggerMessage(1012, LogLevel.Warning, "The certificate of the web endpoints, {Subject}, expires on {ValidUntil:yyyy-MM-dd HH:mm} UTC; who asks by https will not take it then. Put a new one at Http:CertificateFile and start the silo anew.")]
    private static partial void Expires(ILogger logger, string subject, DateTimeOffset validUntil);
}
