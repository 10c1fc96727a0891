using System.Net;
using System.Net.Sockets;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Hosting;

/// <summary>Silos that are told to use a Redis, as processes: what they say, and when they refuse to start.</summary>
public sealed class RedisStartTests
{
    [Fact]
    public async Task A_silo_with_Redis_says_where_it_is_and_nothing_of_its_password()
    {
        await using var redis = await RedisServer.Start("--requirepass", "rosebud");
        await using var silo = await SiloProcess.Start(
            ("Clustering:Provider", "redis"), ("Storage:Provider", "redis"), ("Redis:ConnectionString", $"redis://:rosebud@{redis.Endpoint}"), ("Mining:Workers", "1"),
            ("Logging:LogLevel:Default", "Debug"), ("Logging:LogLevel:Orleans", "Debug"));

        Assert.Equal(0, await silo.Stop());

        var output = silo.Run.Output + silo.Run.Error;
        Assert.Contains($"data in Redis at {redis.Endpoint}", output, StringComparison.Ordinal);
        Assert.DoesNotContain("rosebud", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_stops_the_start_and_is_not_told()
    {
        await using var redis = await RedisServer.Start("--requirepass", "rosebud");
        await using var silo = SiloProcess.Launch(
            ("Storage:Provider", "redis"), ("Redis:ConnectionString", $"{redis.Endpoint},password=wrongbud,connectTimeout=1000"), ("Redis:StartTimeout", "00:00:00"));

        await AssertRefused(silo, redis.Endpoint, "Redis:ConnectionString");
        Assert.DoesNotContain("wrongbud", silo.Run.Output + silo.Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Redis_that_is_not_there_stops_the_start()
    {
        await using var redis = await RedisServer.Start();
        await redis.Stop();
        await using var silo = SiloProcess.Launch(
            ("Storage:Provider", "redis"), ("Redis:ConnectionString", redis.Endpoint), ("Redis:StartTimeout", "00:00:00"));

        await AssertRefused(silo, redis.Endpoint, "Redis:ConnectionString");
    }

    [Fact]
    public async Task A_Redis_that_comes_later_is_waited_for()
    {
        await using var redis = await RedisServer.Start();
        await redis.Stop();
        await using var silo = SiloProcess.Launch(
            ("Storage:Provider", "redis"), ("Redis:ConnectionString", redis.Endpoint), ("Redis:StartTimeout", "00:02:00"), ("Mining:Workers", "1"));
        await silo.Run.WaitForLine("does not answer yet");

        await redis.Start();

        await silo.Run.WaitForLine("is up");
        Assert.Equal(0, await silo.Stop());
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("memory")]
    public async Task Records_that_can_not_be_shared_are_for_a_lone_silo(string provider)
    {
        await using var redis = await RedisServer.Start();
        await using (var first = await StartWith(redis, provider))
        {
            Assert.Contains("no other silo can join", first.Run.Output, StringComparison.Ordinal);
            first.Run.Kill();
            await first.Run.WaitForExit();
        }

        // Killed, it is still in the membership: nobody waits for that.
        await using var again = await StartWith(redis, provider);
    }

    [Theory]
    [InlineData("sqlite", "redis")]
    [InlineData("memory", "redis")]
    [InlineData("redis", "sqlite of 127.0.0.1:11111")]
    public async Task Beside_a_silo_that_is_alive_both_must_keep_records_in_Redis(string mine, string theirs)
    {
        await using var redis = await RedisServer.Start();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await Register(redis, (IPEndPoint)other.LocalEndpoint, theirs);
        await using var silo = Launch(redis, mine);

        await AssertRefused(silo, "Storage:Provider", other.LocalEndpoint.ToString()!, theirs);
    }

    [Fact]
    public async Task Beside_a_silo_that_is_gone_anything_goes()
    {
        await using var redis = await RedisServer.Start();
        var port = FreePorts.One();
        await Register(redis, new IPEndPoint(IPAddress.Loopback, port), "redis");

        await using var silo = await StartWith(redis, "memory");
    }

    [Fact]
    public async Task Beyond_loopback_without_a_key_it_starts_where_that_is_allowed_and_warns_once()
    {
        await using var redis = await RedisServer.Start();
        // It counts as beyond loopback by where it is found, and yet listens on loopback alone.
        await using var silo = await SiloProcess.Start(
            ("Clustering:Provider", "redis"), ("Storage:Provider", "redis"), ("Redis:ConnectionString", redis.Endpoint), ("Mining:Workers", "1"),
            ("Clustering:AdvertisedAddress", "192.0.2.1"), ("Clustering:ListeningAddress", "127.0.0.1"), ("Security:AllowPlain", "true"));

        Assert.Equal(0, await silo.Stop());

        var warning = Assert.Single(silo.Run.Output.Split('\n'), line => line.Contains("[1004]", StringComparison.Ordinal));
        Assert.StartsWith("warn: ", warning, StringComparison.Ordinal);
        Assert.Contains("Listening on 127.0.0.1", warning, StringComparison.Ordinal);
        Assert.Contains("unencrypted: whoever reaches them commands the grid", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_loopback_nobody_is_warned_of_plain_connections()
    {
        await using var redis = await RedisServer.Start();
        await using var silo = await SiloProcess.Start([.. Settings(redis, "redis"), ("Security:AllowPlain", "true")]);

        Assert.DoesNotContain("[1004]", silo.Run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_not_this_machines_stops_the_start()
    {
        await using var redis = await RedisServer.Start();
        await using var silo = SiloProcess.Launch(
            ("Clustering:Provider", "redis"), ("Storage:Provider", "redis"), ("Redis:ConnectionString", redis.Endpoint), ("Clustering:AdvertisedAddress", "192.0.2.1"),
            ("Security:AllowPlain", "true"));

        await AssertRefused(silo, "Clustering:AdvertisedAddress", "192.0.2.1");
    }

    private static SiloProcess Launch(RedisServer redis, string provider) => SiloProcess.Launch(Settings(redis, provider));

    private static Task<SiloProcess> StartWith(RedisServer redis, string provider) => SiloProcess.Start(Settings(redis, provider));

    private static (string Name, string Value)[] Settings(RedisServer redis, string provider) =>
        [("Clustering:Provider", "redis"), ("Storage:Provider", provider), ("Redis:ConnectionString", redis.Endpoint), ("Mining:Workers", "1")];

    /// <summary>A silo as it stands in the membership table.</summary>
    private static async Task Register(RedisServer redis, IPEndPoint silo, string records)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var row = $$"""
            {"SiloAddress":{"SiloAddress":"{{silo}}@7"},"Status":3,"SuspectTimes":null,"ProxyPort":30000,"HostName":"h","SiloName":"other","RoleName":null,"UpdateZone":0,"FaultZone":0,"StartTime":"{{now:O}}","IAmAliveTime":"{{now:O}}"}
            """;
        await redis.Ask(database => database.ExecuteAsync("HSET", "minegrid/members/minegrid", "Version", "1", $"S{silo}:7", row));
        await redis.Ask(database => database.StringSetAsync("minegrid/records/minegrid", records));
    }

    private static async Task AssertRefused(SiloProcess silo, params string[] parts)
    {
        var exitCode = await silo.Run.WaitForExit();

        Assert.True(exitCode == 1, silo.Run.Describe($"ended with {exitCode}"));
        var line = Assert.Single(silo.Run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(parts, part => Assert.Contains(part, line, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", silo.Run.Output + silo.Run.Error, StringComparison.Ordinal);
    }
}
