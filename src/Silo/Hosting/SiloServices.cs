using System.Net;
using Microsoft.Extensions.Options;
using MiningGrid.Grains;
using MiningGrid.Grains.Mining;
using MiningGrid.Silo.Devices;
using MiningGrid.Silo.Redis;
using MiningGrid.Silo.Replication;
using MiningGrid.Silo.Security;
using Orleans.Configuration;

namespace MiningGrid.Silo.Hosting;

/// <summary>Puts a silo of the grid into a host.</summary>
internal static class SiloServices
{
    /// <summary>A vote counts for so many times as long as it takes to suspect a silo.</summary>
    private const int VoteLifetimes = 7;

    /// <summary>Silos tell each other of changes. This is for what nobody tells of: that Redis has lost the table.</summary>
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(5);

    /// <summary>How often a silo writes that it is alive: whose signs stop is not waited for in votes.</summary>
    private static readonly TimeSpan SignsOfLife = TimeSpan.FromSeconds(2);

    public static void AddSilo(this IHostApplicationBuilder builder, Action<ISiloBuilder>? more = null)
    {
        KnownSettings.Check(builder.Configuration);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IValidateOptions<ClusteringOptions>, ClusteringOptionsValidator>();
        builder.Services.AddOptions<ClusteringOptions>().BindConfiguration(ClusteringOptions.Section).ValidateOnStart();

        var clustering = Read<ClusteringOptions>(builder.Configuration, ClusteringOptions.Section, new ClusteringOptionsValidator());
        var storage = builder.Configuration[StorageProvider.Setting] ?? StorageProvider.Sqlite;
        var replication = Read<ReplicationOptions>(builder.Configuration, ReplicationOptions.Section, new ReplicationOptionsValidator(storage));
        var endpoints = SiloEndpoints.Of(clustering);
        builder.Services.AddSingleton(endpoints);
        var security = Read<SecurityOptions>(builder.Configuration, SecurityOptions.Section, new SecurityOptionsValidator(endpoints));
        builder.Services.AddSingleton(Options.Create(security));
        builder.Services.AddSingleton(Options.Create(replication));
        builder.Services.AddHostedService<PortCheck>(); // before the silo takes them

        var redis = clustering.Provider == ClusteringProvider.Redis || storage == StorageProvider.Redis ? builder.AddRedis() : null;
        if (clustering.Provider == ClusteringProvider.Redis)
            builder.Services.AddHostedService<SharingCheck>(); // before the silo joins
        else if (redis is not null)
            builder.Services.AddHostedService<SoleUse>(); // before the silo reads anything
        builder.UseOrleans(silo =>
        {
            silo.AddClustering(clustering, endpoints, redis);
            silo.AddGridKey(security);
            silo.AddStorage(storage, replication, redis);
            more?.Invoke(silo);
        });
        builder.AddDevices();
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

    private static void AddDevices(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<OpenClOptions>, OpenClOptionsValidator>();
        builder.Services.AddOptions<OpenClOptions>().BindConfiguration(OpenClOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IMiningDevices, OpenClMiningDevices>();
    }

    private static RedisLinks AddRedis(this IHostApplicationBuilder builder)
    {
        var redis = new RedisLinks(Read<RedisOptions>(builder.Configuration, RedisOptions.Section, new RedisOptionsValidator()));
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(_ => redis); // made by the container, so that it is closed with it
        builder.Services.AddSingleton<RedisWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RedisWatch>()); // before the silo needs it
        return redis;
    }

    private static void AddClustering(this ISiloBuilder silo, ClusteringOptions clustering, SiloEndpoints endpoints, RedisLinks? redis)
    {
        if (clustering.Provider == ClusteringProvider.Localhost)
        {
            silo.UseLocalhostClustering(endpoints.SiloPort, endpoints.GatewayPort, serviceId: clustering.ServiceId, clusterId: clustering.ClusterId);
            return;
        }

        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = clustering.ClusterId;
            options.ServiceId = clustering.ServiceId;
        });
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = clustering.ProbeTimeout;
            options.NumMissedProbesLimit = clustering.MissedProbes;
            options.NumVotesForDeathDeclaration = clustering.VotesForDeath;
            options.TableRefreshTimeout = TableRefresh;
            options.IAmAliveTablePublishTimeout = SignsOfLife;
            options.DeathVoteExpirationTimeout = clustering.ProbeTimeout * clustering.MissedProbes * VoteLifetimes;
            OfficialEngine.Tune(options);
        });
        silo.ConfigureEndpoints(endpoints.Advertised, endpoints.SiloPort, endpoints.GatewayPort);
        silo.Configure<EndpointOptions>(options =>
        {
            options.SiloListeningEndpoint = new IPEndPoint(endpoints.Listening, endpoints.SiloPort);
            options.GatewayListeningEndpoint = new IPEndPoint(endpoints.Listening, endpoints.GatewayPort);
        });
        silo.UseRedisClustering(options =>
        {
            options.ConfigurationOptions = redis!.Settings;
            options.CreateMultiplexer = _ => redis.Cluster.Share();
        });
        silo.UseRedisGrainDirectoryAsDefault((RedisGrainDirectoryOptions options) =>
        {
            options.ConfigurationOptions = redis!.Settings;
            options.CreateMultiplexer = _ => redis.Cluster.Share();
        });
    }

    // Needed before options can be injected: a wrong value is found by the same validator.
    public static TOptions Read<TOptions>(IConfiguration configuration, string section, IValidateOptions<TOptions> validator)
        where TOptions : class, new()
    {
        var options = configuration.GetSection(section).Get<TOptions>() ?? new();
        var result = validator.Validate(null, options);
        return result.Failed ? throw new OptionsValidationException(section, typeof(TOptions), result.Failures) : options;
    }
}
