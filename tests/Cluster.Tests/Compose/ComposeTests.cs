using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MiningGrid.Client.Connections;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Compose;

/// <summary>
/// The services of docker-compose.yml as processes, with the very environment that it gives them. Only what a container
/// would change is changed here: host names stand for loopback, and ports are free ones.
/// </summary>
public sealed class ComposeTests
{
    private const int Silos = 3;
    private const string Key = "a-key-for-the-composed-grid";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly ComposeFile Compose = ComposeFile.Read(
        Path.Combine(Built.Repository, "docker-compose.yml"),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["MINEGRID_CHAIN"] = "composed", ["MINEGRID_HTTP_KEY"] = Key });

    [Fact]
    public void The_silo_can_be_scaled_and_waits_for_a_Redis_that_answers()
    {
        Assert.Equal(["key", "redis", "silo"], Compose.Services.Order());
        Assert.False(Compose.Has("silo", "container_name"), "a name of its own allows only one silo");
        Assert.Matches(@"^127\.0\.0\.1:[0-9]+-[0-9]+:8080$", Assert.Single(Compose.List("silo", "ports"))); // one port allows only one silo
        Assert.Equal("service_healthy", Compose.Value("silo", "depends_on", "redis", "condition"));
        Assert.Equal(["CMD", "redis-cli", "ping"], Compose.List("redis", "healthcheck", "test"));
        Assert.All(["redis", "silo"], service => Assert.Equal("unless-stopped", Compose.Value(service, "restart")));
        Assert.Equal("Microsoft", Compose.Map("silo", "build", "args")["ORLEANS_ENGINE"]);
    }

    [Fact]
    public void The_silo_waits_for_a_key_that_is_made_once_where_it_looks_for_it()
    {
        Assert.Equal("service_completed_successfully", Compose.Value("silo", "depends_on", "key", "condition"));
        Assert.Equal("no", Compose.Value("key", "restart"));
        Assert.Equal(Compose.Map("silo", "build", "args"), Compose.Map("key", "build", "args"));
        var volumes = Compose.List("key", "volumes");
        Assert.All(volumes, volume => Assert.Contains(volume, Compose.List("silo", "volumes")));
        Assert.Equal(Compose.Map("silo", "environment")["MiningGrid__Security__KeyFile"], Compose.List("key", "entrypoint")[3]);
    }

    [Fact]
    public void Redis_keeps_every_write()
    {
        var command = Compose.List("redis", "command");
        Assert.Equal("yes", command[command.IndexOf("--appendonly") + 1]);
        Assert.Equal("always", command[command.IndexOf("--appendfsync") + 1]);
        Assert.Equal(["redis-data:/data"], Compose.List("redis", "volumes"));
    }

    [Fact]
    public async Task What_it_starts_is_one_grid_that_mines_and_goes_on_when_a_silo_leaves()
    {
        await using var redis = await RedisServer.Start([.. Compose.List("redis", "command").Skip(1)]);
        using var volumes = new TempFolder();
        await using var grid = new ComposedGrid(Compose.Map("silo", "environment"), redis.Endpoint, volumes);
        var keyCommand = Compose.List("key", "entrypoint");
        Assert.Equal(0, await grid.MakeKey(keyCommand));
        Assert.Equal(0, await grid.MakeKey(keyCommand)); // as when it is brought up again
        for (var silo = 0; silo < Silos; silo++)
            await grid.StartSilo();
        using var client = await Connect(grid, redis);
        var grains = client.Services.GetRequiredService<IGrainFactory>();

        var nodes = await WaitFor(
            $"{Silos} nodes that mine",
            async () => await grains.GetGrain<IDispatcherGrain>(0).GetNodes(),
            nodes => nodes.Count(node => node is { State: NodeState.Mining, HashRate: > 0 }) == Silos);
        Assert.Equal(Silos, nodes.Select(node => node.Registration.Id).Distinct().Count());

        foreach (var web in grid.Web)
            await AssertHealthy(web);

        var chain = grains.GetGrain<IChainGrain>("composed");
        await WaitFor("blocks", chain.GetStatus, status => status.Height >= 3);

        Assert.Equal(0, await grid.StopSilo());
        var height = (await chain.GetStatus()).Height;
        await WaitFor("blocks without the silo that left", chain.GetStatus, status => status.Height >= height + 3);
        await client.StopAsync();
    }

    [Fact]
    public void It_does_not_start_without_a_key()
    {
        var without = ComposeFile.Read(Path.Combine(Built.Repository, "docker-compose.yml"), new Dictionary<string, string>(StringComparer.Ordinal));

        var exception = Assert.Throws<InvalidOperationException>(() => without.Map("silo", "environment"));

        Assert.StartsWith("MINEGRID_HTTP_KEY", exception.Message, StringComparison.Ordinal);
    }

    private static async Task AssertHealthy(SiloWeb web)
    {
        var command = HealthCommand.Of(Path.Combine(Built.Repository, "Dockerfile"));
        Assert.True(await command.Run(web.Port) == 0, $"the container's health check fails; the silo says {await web.GetHealth("/health/ready")}");
        Assert.NotEqual(0, await command.Run(FreePorts.One()));
        Assert.Equal(HttpStatusCode.Unauthorized, await web.Get("/"));
        Assert.Equal(HttpStatusCode.NotFound, await web.Get("/", new("Bearer", Key)));
    }

    private static async Task<IHost> Connect(ComposedGrid grid, RedisServer redis)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseMiningGrid(GridAddress.Parse($"redis://{redis.Endpoint}"), grid.ClusterId, options =>
        {
            options.KeyFile = grid.KeyFile;
            options.KeyPassphraseFile = grid.KeyPassphraseFile;
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<T> WaitFor<T>(string what, Func<Task<T>> ask, Func<T, bool> isEnough)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            T? answer = default;
            Exception? failure = null;
            try
            {
                answer = await ask();
                if (isEnough(answer))
                    return answer;
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                failure = e; // A silo comes or goes: it is asked again.
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"Waited for {what}; the last answer was {failure ?? (object?)answer}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
