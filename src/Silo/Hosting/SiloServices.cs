using Microsoft.Extensions.Options;
using MiningGrid.Grains;
using MiningGrid.Silo.Storage;

namespace MiningGrid.Silo.Hosting;

/// <summary>Puts a silo of the grid into a host.</summary>
internal static class SiloServices
{
    public static void AddSilo(this IHostApplicationBuilder builder)
    {
        KnownSettings.Check(builder.Configuration);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IValidateOptions<ClusteringOptions>, ClusteringOptionsValidator>();
        builder.Services.AddOptions<ClusteringOptions>().BindConfiguration(ClusteringOptions.Section).ValidateOnStart();

        var clustering = ReadClustering(builder.Configuration);
        builder.Services.AddHostedService(_ => new PortCheck(clustering)); // before the silo takes them
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(
                clustering.SiloPort, clustering.GatewayPort, serviceId: "minegrid", clusterId: clustering.ClusterId);
            AddStorage(silo, builder.Configuration[StorageProvider.Setting] ?? StorageProvider.Sqlite);
        });
        builder.Services.AddMiningGridGrains(builder.Configuration); // after the silo: it stops earlier
    }

    /// <summary>What the silo's own program does beside: mine on its own accord, and say that it is up.</summary>
    public static void AddProgramServices(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<AutoStartOptions>, AutoStartOptionsValidator>();
        builder.Services.AddOptions<AutoStartOptions>().BindConfiguration(AutoStartOptions.Section).ValidateOnStart();
        builder.Services.AddHostedService<AutoStart>();
        builder.Services.AddHostedService<StartLine>();
    }

    // The silo's ports are needed before options can be injected: a wrong value is found by the same validator.
    private static ClusteringOptions ReadClustering(IConfiguration configuration)
    {
        var options = configuration.GetSection(ClusteringOptions.Section).Get<ClusteringOptions>() ?? new();
        var result = new ClusteringOptionsValidator().Validate(null, options);
        if (result.Failed)
            throw new OptionsValidationException(ClusteringOptions.Section, typeof(ClusteringOptions), result.Failures);

        var (first, second) = LoopbackPort.FindTwo();
        if (options.SiloPort == 0)
            options.SiloPort = first;
        if (options.GatewayPort == 0)
            options.GatewayPort = second;
        return options;
    }

    private static void AddStorage(ISiloBuilder silo, string provider)
    {
        foreach (var name in new[] { StorageNames.State, StorageNames.Blocks })
        {
            switch (provider)
            {
                case StorageProvider.Sqlite:
                    silo.AddSqliteGrainStorage(name);
                    break;
                case StorageProvider.Memory:
                    silo.AddMemoryGrainStorage(name);
                    break;
                default:
                    throw new OptionsValidationException("Storage", typeof(StorageProvider),
                        [$"{StorageProvider.Setting} is '{provider}'; allowed are {StorageProvider.Sqlite} and {StorageProvider.Memory}."]);
            }
        }
    }
}
