using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MiningGrid.Silo.Health;

/// <summary>Whether the silo is a member of its grid.</summary>
internal sealed class SiloCheck(ISiloStatusOracle membership, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = membership.CurrentStatus;
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Task.FromResult(HealthCheckResult.Unhealthy($"{status}, and stopping"));
        return Task.FromResult(status == SiloStatus.Active ? HealthCheckResult.Healthy($"{status}") : HealthCheckResult.Unhealthy($"{status}"));
    }
}
