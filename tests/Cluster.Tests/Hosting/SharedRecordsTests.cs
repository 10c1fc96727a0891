using MiningGrid.Cluster.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Hosting;

/// <summary>Silos of one grid, as processes, and where each keeps its records.</summary>
public sealed class SharedRecordsTests
{
    [Fact]
    public async Task Silos_that_keep_records_in_Redis_join_each_other()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await SiloProcess.Start(Settings(redis, "redis"));
        await using var second = await SiloProcess.Start(Settings(redis, "redis"));

        Assert.Equal(0, await first.Stop());
        Assert.Equal(0, await second.Stop());
    }

    [Theory]
    [InlineData("memory", "redis")]
    [InlineData("redis", "memory")]
    public async Task A_silo_is_kept_out_where_records_can_not_be_shared(string first, string second)
    {
        await using var redis = await RedisServer.Start();
        await using var member = await SiloProcess.Start(Settings(redis, first));
        await using var refused = SiloProcess.Launch(Settings(redis, second));

        var exitCode = await refused.Run.WaitForExit();

        Assert.True(exitCode == 1, refused.Run.Describe($"ended with {exitCode}"));
        Assert.Contains("Storage:Provider is " + second, refused.Run.Error, StringComparison.Ordinal);
        Assert.Contains("records are kept in " + first, refused.Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_lone_silo_was_killed_the_next_one_starts_at_once()
    {
        await using var redis = await RedisServer.Start();
        await using (var first = await SiloProcess.Start(Settings(redis, "memory")))
        {
            first.Run.Kill();
            await first.Run.WaitForExit();
        }

        await using var next = await SiloProcess.Start(Settings(redis, "redis"));

        Assert.Equal(0, await next.Stop());
    }

    [Fact]
    public async Task Silos_that_do_not_know_of_each_other_are_kept_from_the_same_records()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await SiloProcess.Start(Alone(redis));
        await using var refused = SiloProcess.Launch(Alone(redis));
        await using var other = await SiloProcess.Start([.. Alone(redis), ("Clustering:ServiceId", "other")]);

        var exitCode = await refused.Run.WaitForExit();

        Assert.True(exitCode == 1, refused.Run.Describe($"ended with {exitCode}"));
        Assert.Contains("Clustering:Provider is localhost", refused.Run.Error, StringComparison.Ordinal);
        Assert.Contains($":{first.SiloPort} keeps its records", refused.Run.Error, StringComparison.Ordinal);
        Assert.Equal(0, await first.Stop());
        await using var next = await SiloProcess.Start(Alone(redis));
        Assert.Equal(0, await next.Stop());
    }

    [Fact]
    public async Task Records_of_a_silo_that_was_killed_are_free_after_a_while()
    {
        await using var redis = await RedisServer.Start();
        await using (var first = await SiloProcess.Start(Alone(redis)))
        {
            first.Run.Kill();
            await first.Run.WaitForExit();
        }

        await using var next = await SiloProcess.Start(Alone(redis));

        Assert.Equal(0, await next.Stop());
    }

    private static (string Name, string Value)[] Alone(RedisServer redis) =>
        [("Storage:Provider", "redis"), ("Redis:ConnectionString", redis.Endpoint), ("Mining:Workers", "1")];

    private static (string Name, string Value)[] Settings(RedisServer redis, string provider) =>
        [("Clustering:Provider", "redis"), ("Storage:Provider", provider), ("Redis:ConnectionString", redis.Endpoint), ("Mining:Workers", "1")];
}
