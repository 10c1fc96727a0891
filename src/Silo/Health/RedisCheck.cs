using Microsoft.Extensions.Diagnostics.HealthChecks;
using MiningGrid.Silo.Redis;

namespace MiningGrid.Silo.Health;

/// <summary>Whether Redis answers, where the silo has one.</summary>
internal sealed class RedisCheck(RedisWatch watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(watch.IsConnected ? HealthCheckResult.Healthy("it answers") : HealthCheckResult.Unhealthy("it does not answer"));
}
