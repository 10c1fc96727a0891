using Microsoft.Extensions.Diagnostics.HealthChecks;
using MiningGrid.Silo.Storage;

namespace MiningGrid.Silo.Health;

/// <summary>Whether the data folder takes what is written.</summary>
internal sealed class DatabaseCheck(SqliteDatabase database) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(database.IsFailing ? HealthCheckResult.Unhealthy("the last write failed") : HealthCheckResult.Healthy("it takes writes"));
}
