using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MiningGrid.Silo.Health;

/// <summary>Whether the silo is a member of its grid.</summary>
internal sealed class SiloCheck(ISiloStatusOracle membership, SiloStage stage) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (stage.Obstacle is { } obstacle)
            return Task.FromResult(HealthCheckResult.Unhealthy(obstacle));
        var status = membership.CurrentStatus;
        return Task.FromResult(status == SiloStatus.Active ? HealthCheckResult.Healthy($"{status}") : HealthCheckResult.Unhealthy($"{status}"));
    }
}
