using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MiningGrid.Grains.Chain;
using MiningGrid.Grains.Grid;
using MiningGrid.Grains.Jobs;
using MiningGrid.Grains.Mining;
using Orleans.Configuration;

namespace MiningGrid.Grains;

/// <summary>What the grains of MiningGrid need of a silo beside its storages.</summary>
public static class GrainServices
{
    /// <summary>
    /// Registers options (sections Mining, Jobs, Grid, Chain), the worker threads, and the service that keeps them busy.
    /// Call it after <c>UseOrleans</c>: what is registered later stops earlier, and leases are given back while grains
    /// still answer.
    /// </summary>
    public static IServiceCollection AddMiningGridGrains(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        // A cancelled slice still tells how far it came; by default a cancelled call just throws.
        services.Configure<SiloMessagingOptions>(options => options.WaitForCancellationAcknowledgement = true);
        services.AddSection<MiningOptions, MiningOptionsValidator>(configuration, MiningOptions.Section);
        services.AddSection<JobsOptions, JobsOptionsValidator>(configuration, JobsOptions.Section);
        services.AddSection<GridOptions, GridOptionsValidator>(configuration, GridOptions.Section);
        services.AddChainServices(configuration);
        services.AddSingleton<WorkerPool>();
        services.AddSingleton<MiningMetrics>();
        services.AddSingleton<SiloDeaths>();
        services.AddHostedService(provider => provider.GetRequiredService<SiloDeaths>());
        services.AddHostedService<NodeService>();
        services.AddSingleton<IOtherWork>(_ => new LinuxOtherWork());
        services.AddHostedService<LoadGuard>();
        return services;
    }

    private static void AddSection<TOptions, TValidator>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }
}
