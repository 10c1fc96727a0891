using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MiningGrid.Engine.Tests.Grains;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MiningGrid.Engine.Tests.Hosting;

public class HostingTests
{
    [Fact]
    public async Task Silos_with_a_shared_table_and_no_shared_directory_refuse_to_start()
    {
        using var host = TestSilo.Build(silo => silo.Services.AddSingleton(DispatchProxy.Create<IMembershipTable, Unused>()));
        var exception = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());
        Assert.Contains("UseRedisGrainDirectoryAsDefault", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_without_clustering_refuses_to_start()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans();
        using var host = builder.Build();
        var exception = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());
        Assert.Contains(nameof(CoreHostingExtensions.UseLocalhostClustering), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_validator_stops_the_start()
    {
        using var host = TestSilo.Build(silo => silo.Services.AddSingleton<IConfigurationValidator, NoValidator>());
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());
    }

    [Fact]
    public async Task A_collection_age_that_cannot_be_kept_stops_the_start()
    {
        using var host = TestSilo.Build(silo => silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = options.CollectionQuantum));
        var exception = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());
        Assert.Contains("CollectionAge is 00:01:00", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Startup_tasks_run_once_when_grains_can_be_called()
    {
        var answers = new List<int>();
        await using var silo = await TestSilo.Start(builder => builder.AddStartupTask(async (services, _) =>
            answers.Add(await services.GetRequiredService<IGrainFactory>().GetGrain<IEchoGrain>(1).Echo(3))));
        Assert.Equal([3], answers);
    }

    [Fact]
    public async Task A_failing_startup_task_stops_the_start()
    {
        using var host = TestSilo.Build(builder => builder.AddStartupTask((_, _) => throw new InvalidOperationException("no")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
    }

    [Fact]
    public async Task Lifecycle_participants_start_stage_by_stage_and_stop_in_the_opposite_order()
    {
        var participant = new Stages();
        var silo = await TestSilo.Start(builder => builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(participant));
        await silo.Stop();
        await silo.DisposeAsync();
        Assert.Equal(["start 1", "start 2", "stop 2", "stop 1"], participant.Journal.Entries);
    }

    [Fact]
    public async Task The_host_offers_the_silos_services()
    {
        await using var silo = await TestSilo.Start();
        Assert.Equal(1, await silo.Services.GetRequiredService<IClusterClient>().GetGrain<IEchoGrain>(1).Echo(1));
        var details = silo.Services.GetRequiredService<ILocalSiloDetails>();
        Assert.Equal("dev", details.ClusterId);
        Assert.NotEqual(0, details.SiloAddress.Endpoint.Port);
    }

    private sealed class NoValidator : IConfigurationValidator
    {
        public void ValidateConfiguration() => throw new OrleansConfigurationException("no");
    }

    private sealed class Stages : ILifecycleParticipant<ISiloLifecycle>
    {
        public Journal Journal { get; } = new();

        public void Participate(ISiloLifecycle lifecycle)
        {
            lifecycle.Subscribe<Stages>(ServiceLifecycleStage.ApplicationServices, _ => Write("start 1"), _ => Write("stop 1"));
            lifecycle.Subscribe<Stages>(ServiceLifecycleStage.Active, _ => Write("start 2"), _ => Write("stop 2"));
        }

        private Task Write(string entry)
        {
            Journal.Write(entry);
            return Task.CompletedTask;
        }
    }

    /// <summary>Something that is not called.</summary>
    public class Unused : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException($"{targetMethod} was called.");
    }
}
