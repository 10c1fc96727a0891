using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace MiningGrid.Engine.Tests.TestingHost;

public sealed class TestClusterTests
{
    [Fact]
    public async Task Silos_are_configured_by_classes_and_properties()
    {
        var builder = new TestClusterBuilder(1);
        builder.Properties["key"] = "value";
        builder.AddSiloBuilderConfigurator<Configurator>();
        builder.AddSiloBuilderConfigurator<HostSetup>();
        await using var cluster = builder.Build();

        await cluster.DeployAsync();

        Assert.Equal("value", await cluster.GrainFactory.GetGrain<ICounterGrain>("a").Setting("key"));
        Assert.Equal("value", cluster.GetSiloServiceProvider().GetRequiredService<Marker>().Name);
        Assert.NotNull(cluster.GetSiloServiceProvider().GetService<HostSetup>());
        Assert.Equal(TimeSpan.FromMinutes(7), cluster.GetSiloServiceProvider().GetRequiredService<Microsoft.Extensions.Options.IOptions<GrainCollectionOptions>>().Value.CollectionAge);
    }

    [Fact]
    public async Task The_primary_silo_restarts()
    {
        await using var cluster = new TestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        await cluster.Client.GetGrain<ICounterGrain>("a").Increment();

        var silo = await cluster.RestartSiloAsync(cluster.Primary!);

        Assert.Same(cluster.Primary, silo);
        Assert.Equal("Primary", silo!.Name);
        Assert.Equal(1, await cluster.Client.GetGrain<ICounterGrain>("a").Increment());
    }

    [Fact]
    public void The_blocking_methods_deploy_and_stop_too()
    {
        using var cluster = new TestClusterBuilder(1).Build();

        cluster.Deploy();
        Assert.Single(cluster.Silos);
        cluster.StopAllSilos();

        Assert.Empty(cluster.Silos);
    }

    [Fact]
    public async Task Secondary_silos_come_and_go()
    {
        await using var cluster = new TestClusterBuilder(2).Build();
        await cluster.DeployAsync();
        Assert.Equal("Secondary_1", Assert.Single(cluster.SecondarySilos).Name);

        await cluster.StopSecondarySilosAsync();
        Assert.Equal(cluster.Primary, Assert.Single(cluster.GetActiveSilos()));
        await cluster.StartAdditionalSiloAsync();
        await cluster.WaitForLivenessToStabilizeAsync();
        Assert.Equal(2, cluster.Silos.Count);
    }

    [Fact]
    public void A_configurator_that_configures_nothing_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new TestClusterBuilder(1).AddSiloBuilderConfigurator<object>());

    internal sealed record Marker(string? Name);

    internal sealed class Configurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            siloBuilder.Services.AddSingleton(new Marker(siloBuilder.Configuration["key"]));
            siloBuilder.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(7));
        }
    }

    internal sealed class HostSetup : IHostConfigurator
    {
        public void Configure(IHostBuilder hostBuilder) => hostBuilder.ConfigureServices(services => services.AddSingleton(this));
    }
}
