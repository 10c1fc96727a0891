namespace MiningGrid.Silo.Health;

/// <summary>Where the silo is in its life. The web endpoints are there before it, and after it.</summary>
internal sealed class SiloStage(IHostApplicationLifetime lifetime)
{
    public const string Joining = "joining";
    public const string Draining = "draining";

    /// <summary>Why it takes no requests for now; null while it does.</summary>
    public string? Obstacle =>
        lifetime.ApplicationStopping.IsCancellationRequested ? Draining
        : lifetime.ApplicationStarted.IsCancellationRequested ? null
        : Joining;
}
