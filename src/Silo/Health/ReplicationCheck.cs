using Microsoft.Extensions.Diagnostics.HealthChecks;
using MiningGrid.Silo.Replication;

namespace MiningGrid.Silo.Health;

/// <summary>Whether writes wait for replicas, where they are to.</summary>
internal sealed class ReplicationCheck(ReplicaConfirmation replicas) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(replicas.IsLate
            ? HealthCheckResult.Degraded("replicas are late: writes do not wait for them")
            : HealthCheckResult.Healthy("writes wait for replicas"));
}
