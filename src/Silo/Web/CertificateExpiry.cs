namespace MiningGrid.Silo.Web;

/// <summary>Says in time that the certificate of the web endpoints expires: probers and browsers turn away from it then.</summary>
internal sealed partial class CertificateExpiry(HttpCertificate certificate, TimeProvider time, ILogger<CertificateExpiry> logger) : BackgroundService
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var validUntil = new DateTimeOffset(certificate.Certificate.NotAfter).ToUniversalTime();
        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            if (validUntil - time.GetUtcNow() < Notice)
                Expires(logger, certificate.Certificate.Subject, validUntil);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1012, LogLevel.Warning, "The certificate of the web endpoints, {Subject}, expires on {ValidUntil:yyyy-MM-dd HH:mm} UTC; who asks by https will not take it then. Put a new one at Http:CertificateFile and start the silo anew.")]
    private static partial void Expires(ILogger logger, string subject, DateTimeOffset validUntil);
}
