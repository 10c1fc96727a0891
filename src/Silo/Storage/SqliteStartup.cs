namespace MiningGrid.Silo.Storage;

/// <summary>Opens the database as the host starts, so that what is wrong with it stops the start.</summary>
internal sealed partial class SqliteStartup(SqliteDatabase database, ILogger<SqliteStartup> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Opened(logger, database.Path);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(2001, LogLevel.Information, "Records are kept in {Path}.")]
    private static partial void Opened(ILogger logger, string path);
}
