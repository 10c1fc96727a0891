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
    public async Task A_silo_that_waits_for_its_Redis_lives_and_is_joining()
    {
        await using var redis = await RedisServer.Start();
        await redis.Stop();
        var port = FreePorts.One();
        await using var silo = SiloProcess.Launch([.. Settings(redis), ("Http:Port", $"{port}"), ("Redis:StartTimeout", "00:02:00")]);
        using var web = new SiloWeb(port);
        await silo.Run.WaitForLine("does not answer yet");

        await IsNotReady(web, "joining");

        await redis.Start();
        await silo.Run.WaitForLine("is up");
        Assert.Equal(200, (await web.GetHealth("/health/ready")).Code);
    }

    [Fact]
    public async Task A_silo_that_was_told_to_stop_lives_and_is_draining_until_it_has_left()
    {
        await using var redis = await RedisServer.Start();
        await using var silo = await SiloProcess.Start(Settings(redis));
        using var web = new SiloWeb(silo.StartLine);
        redis.Pause(); // it can't leave: that is written there

        silo.Run.Terminate();
        await GridEventually.Holds(async () =>
        {
            var answer = await web.GetHealth("/health/ready");
            return answer is { Code: 503, Silo: "draining" } ? null : $"the silo says {answer}, {answer.Silo}";
        });
        await IsNotReady(web, "draining");

        redis.Continue();
        Assert.Equal(0, await silo.Run.WaitForExit());
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

    private static async Task IsNotReady(SiloWeb web, string reason)
    {
        Assert.Equal(200, (await web.GetHealth("/health/live")).Code);
        var ready = await web.GetHealth("/health/ready");
        Assert.Equal((503, "Unhealthy", reason), (ready.Code, ready.Status, ready.Silo));
    }

    private static Task WaitFor(SiloWeb web, SiloHealthAnswer expected) => GridEventually.Holds(async () =>
    {
        var answer = await web.GetHealth("/health/ready");
        return answer.ToString() == expected.ToString() ? null : $"the silo says {answer} instead of {expected}";
    });
}
