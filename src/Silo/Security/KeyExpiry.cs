using MiningGrid.Security.Keys;

namespace MiningGrid.Silo.Security;

/// <summary>Says which key the silo has, and in time that it expires: no connection can be made with it then.</summary>
internal sealed partial class KeyExpiry(GridKey key, TimeProvider time, ILogger<KeyExpiry> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Has(logger, key.Fingerprint, key.ValidUntil);
        return ExpiryNotice.Watch(key.ValidUntil, () => Expires(logger, key.Fingerprint, key.ValidUntil), time, stoppingToken);
    }

    [LoggerMessage(1007, LogLevel.Information, "Silos and clients with the key {Fingerprint} are let in, and no others; it is valid until {ValidUntil:yyyy-MM-dd}.")]
    private static partial void Has(ILogger logger, string fingerprint, DateTimeOffset validUntil);

    [LoggerMessage(1008, LogLevel.Warning, "The key {Fingerprint} expires on {ValidUntil:yyyy-MM-dd HH:mm} UTC; no connection can be made with it then. Make a new one with 'minegrid key create' for all silos and clients.")]
    private static partial void Expires(ILogger logger, string fingerprint, DateTimeOffset validUntil);
}
