using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MiningGrid.Silo.Redis;
using MiningGrid.Silo.Replication;
using MiningGrid.Silo.Storage;

namespace MiningGrid.Silo.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the silo can do its work. Checks read what is known; none asks
/// anybody else, so that a request costs nothing.
/// </summary>
internal static class SiloHealth
{
    public const string LivePath = "/health/live";
    public const string ReadyPath = "/health/ready";

    /// <summary>After the silo: what it has is checked.</summary>
    public static void AddSiloHealth(this IHostApplicationBuilder builder)
    {
        // What a check finds is in the answer; what is wrong has been logged where it was found.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddSingleton<SiloStage>();
        var checks = builder.Services.AddHealthChecks().AddCheck<SiloCheck>("silo");
        AddIf<SqliteDatabase, DatabaseCheck>(checks, "storage");
        AddIf<RedisWatch, RedisCheck>(checks, "redis");
        AddIf<ReplicaConfirmation, ReplicationCheck>(checks, "replication");
    }

    public static void MapSiloHealth(this IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, LivePath, _ => false);
        Map(endpoints, ReadyPath, _ => true);
    }

    private static void AddIf<TPart, TCheck>(IHealthChecksBuilder checks, string name)
        where TCheck : class, IHealthCheck
    {
        if (checks.Services.Any(service => service.ServiceType == typeof(TPart)))
            checks.AddCheck<TCheck>(name);
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, Func<HealthCheckRegistration, bool> which) =>
        endpoints.MapHealthChecks(path, new HealthCheckOptions { Predicate = which, ResponseWriter = HealthJson.Write }).AllowAnonymous();
}
