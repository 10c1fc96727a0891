using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Health;

/// <summary>What a silo says of its health when that which it needs goes away and comes back.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Without_its_Redis_a_silo_lives_and_is_not_ready_until_it_is_back()
    {
        await using var redis = await RedisServer.Start("--appendonly", "yes");
        await using var silo = await SiloProcess.Start(Settings(redis));
        using var web = new SiloWeb(silo.StartLine);
        await WaitFor(web, new(200, "Healthy", new() { ["silo"] = "Healthy", ["redis"] = "Healthy" }));

        await redis.Stop();
        await WaitFor(web, new(503, "Unhealthy", new() { ["silo"] = "Healthy", ["redis"] = "Unhealthy" }));
        Assert.Equal(200, (await web.GetHealth("/health/live")).Code);

        await redis.Start();
        await WaitFor(web, new(200, "Healthy", new() { ["silo"] = "Healthy", ["redis"] = "Healthy" }));
    }

    [Fact]
    public async Task With_late_replicas_a_silo_is_ready_and_degraded()
    {
        await using var grid = await RunningGrid.Start(1, ("Replication:Replicas", "1"));
        await using var chain = await MinedChain.Start(grid.Grid, zeroBits: 18); // writes all the time
        using var web = new SiloWeb(grid.Silos[0].StartLine);
        await WaitFor(web, new(200, "Degraded", new() { ["silo"] = "Healthy", ["redis"] = "Healthy", ["replication"] = "Degraded" }));

        await using var replica = await RedisServer.StartReplica(grid.Redis);
        await WaitFor(web, new(200, "Healthy", new() { ["silo"] = "Healthy", ["redis"] = "Healthy", ["replication"] = "Healthy" }));

        await replica.Stop();
        await WaitFor(web, new(200, "Degraded", new() { ["silo"] = "Healthy", ["redis"] = "Healthy", ["replication"] = "Degraded" }));
        await chain.StopAndVerify();
    }

    private static (string Name, string Value)[] Settings(RedisServer redis) =>
        [("Clustering:Provider", "redis"), ("Storage:Provider", "redis"), ("Redis:ConnectionString", redis.Endpoint), ("Mining:Workers", "1")];

    private static Task WaitFor(SiloWeb web, SiloHealthAnswer expected) => GridEventually.Holds(async () =>
    {
        var answer = await web.GetHealth("/health/ready");
        return answer.ToString() == expected.ToString() ? null : $"the silo says {answer} instead of {expected}";
    });
}
