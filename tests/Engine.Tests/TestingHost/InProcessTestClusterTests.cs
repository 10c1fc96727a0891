using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace MiningGrid.Engine.Tests.TestingHost;

public sealed class InProcessTestClusterTests
{
    [Fact]
    public async Task A_deployed_cluster_answers_its_client()
    {
        await using var cluster = await Deploy();

        var grain = cluster.Client.GetGrain<ICounterGrain>("a");

        Assert.Equal(1, await grain.Increment());
        Assert.Equal(2, await grain.Increment());
        Assert.Equal("b", await grain.NameOf(cluster.Client.GetGrain<ICounterGrain>("b")));
    }

    [Fact]
    public async Task Silos_are_configured_by_delegates()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureHost(host => host.Configuration.AddInMemoryCollection([new("key", "value")]));
        builder.ConfigureSilo((options, silo) => silo.Services.AddSingleton(new Marker(options.SiloName)));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();

        Assert.Equal("value", await cluster.Client.GetGrain<ICounterGrain>("a").Setting("key"));
        Assert.Equal("Primary", cluster.GetSiloServiceProvider().GetRequiredService<Marker>().Name);
        Assert.Equal("Primary", cluster.GetSiloServiceProvider(cluster.Silos[0].SiloAddress).GetRequiredService<ILocalSiloDetails>().Name);
    }

    [Fact]
    public async Task Clusters_beside_each_other_know_nothing_of_each_other()
    {
        await using var first = await Deploy();
        await using var second = await Deploy();

        await first.Client.GetGrain<ICounterGrain>("a").Increment();

        Assert.Equal(1, await second.Client.GetGrain<ICounterGrain>("a").Increment());
        Assert.NotEqual(first.Options.ClusterId, second.Options.ClusterId);
    }

    [Fact]
    public async Task A_restarted_silo_answers_the_client_again()
    {
        await using var cluster = await Deploy();
        await cluster.Client.GetGrain<ICounterGrain>("a").Increment();

        var silo = await cluster.RestartSiloAsync(cluster.Silos[0]);

        Assert.Equal(silo, Assert.Single(cluster.Silos));
        Assert.Equal(1, await cluster.Client.GetGrain<ICounterGrain>("a").Increment());
    }

    [Fact]
    public async Task A_killed_silo_is_gone_and_another_may_start()
    {
        await using var cluster = await Deploy();
        var killed = cluster.Silos[0];

        await cluster.KillSiloAsync(killed);

        Assert.False(killed.IsActive);
        Assert.Empty(cluster.GetActiveSilos());
        Assert.True((await cluster.StartAdditionalSiloAsync()).IsActive);
    }

    [Fact]
    public async Task A_deactivated_grain_begins_anew()
    {
        await using var cluster = await Deploy();
        var grain = cluster.Client.GetGrain<ICounterGrain>("a");
        await grain.Increment();
        Assert.True(cluster.TryGetGrainContext(grain.GetGrainId(), out var context));
        var gone = cluster.WaitForDeactivationAsync(grain);

        await cluster.DeactivateAsync(grain);

        Assert.True(gone.IsCompletedSuccessfully, "The activation that was waited for is gone.");
        Assert.True(context.Deactivated.IsCompleted, "The context says so too.");
        Assert.Equal(1, await grain.Increment());
    }

    [Fact]
    public async Task Without_a_deployed_cluster_there_is_no_client()
    {
        await using var cluster = new InProcessTestClusterBuilder(1).Build();
        Assert.Throws<InvalidOperationException>(() => cluster.Client);

        await cluster.DeployAsync();
        await cluster.StopAllSilosAsync();

        Assert.Throws<InvalidOperationException>(() => cluster.Client);
        Assert.Empty(cluster.Silos);
    }

    [Fact]
    public async Task There_are_two_silos_by_default_and_more_may_come_and_go()
    {
        await using var cluster = new InProcessTestClusterBuilder().Build();
        await cluster.DeployAsync();
        Assert.Equal(["Primary", "Secondary_1"], cluster.Silos.Select(silo => silo.Name));

        var third = await cluster.StartAdditionalSiloAsync();
        await cluster.WaitForLivenessToStabilizeAsync();
        Assert.Equal("Secondary_2", third.Name);
        await cluster.KillSiloAsync(third);
        await cluster.WaitForLivenessToStabilizeAsync(didKill: true);
        Assert.Equal("Secondary_2", (await cluster.RestartStoppedSecondarySiloAsync("Secondary_2"))?.Name);
        Assert.Equal(3, cluster.GetActiveSilos().Count());
    }

    [Fact]
    public async Task The_client_is_configured_by_delegates_and_outside()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureClient(client => client.Services.AddSingleton(new Marker("client")));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();

        Assert.Equal("client", cluster.Client.ServiceProvider.GetRequiredService<Marker>().Name);
        Assert.Null(cluster.GetSiloServiceProvider().GetService<Marker>());
        await cluster.StopClusterClientAsync();
        Assert.Throws<InvalidOperationException>(() => cluster.Client);
        await cluster.InitializeClientAsync();
        Assert.Equal(1, await cluster.Client.GetGrain<ICounterGrain>("a").Increment());
    }

    private static async Task<InProcessTestCluster> Deploy()
    {
        var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private sealed record Marker(string Name);
}
