using Compact.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>What all activations of one grain class on a silo have in common.</summary>
internal sealed class ActivationShared
{
    public ActivationShared(GrainClass grainClass, Catalog catalog, IServiceProvider services)
    {
        var collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        var messaging = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        Class = grainClass;
        Catalog = catalog;
        Services = services;
        Silo = services.GetRequiredService<ILocalSiloDetails>();
        Time = services.GetRequiredService<TimeProvider>();
        References = services.GetRequiredService<GrainFactory>();
        Registrar = grainClass.Placement.IsUsingGrainDirectory && services.GetService<IGrainDirectory>() is not null
            ? services.GetRequiredService<ActivationRegistrar>()
            : null;
        SchedulerSettings = services.GetRequiredService<SchedulerSettings>();
        Filters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(grainClass.Type.FullName ?? grainClass.Type.Name);
        ActivationTimeout = collection.ActivationTimeout;
        DeactivationTimeout = collection.DeactivationTimeout;
        CollectionAge = collection.ClassSpecificCollectionAge.TryGetValue(grainClass.Type.FullName!, out var age) ? age : collection.CollectionAge;
        DropsAbandoned = messaging.DropExpiredMessages;
        QueueHardLimit = grainClass.Worker is null ? messaging.MaxEnqueuedRequestsHardLimit : messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker;
        QueueLimitName = grainClass.Worker is null ? nameof(messaging.MaxEnqueuedRequestsHardLimit) : nameof(messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker);
    }

    public GrainClass Class { get; }

    public Catalog Catalog { get; }

    public IServiceProvider Services { get; }

    public ILocalSiloDetails Silo { get; }

    public TimeProvider Time { get; }

    public GrainFactory References { get; }

    /// <value>Null where the grain directory is not asked: for stateless workers, and for all in a silo that is alone.</value>
    public ActivationRegistrar? Registrar { get; }

    public SchedulerSettings SchedulerSettings { get; }

    public IIncomingGrainCallFilter[] Filters { get; }

    public ILogger Logger { get; }

    public TimeSpan ActivationTimeout { get; }

    public TimeSpan DeactivationTimeout { get; }

    public TimeSpan CollectionAge { get; }

    public bool DropsAbandoned { get; }

    public int QueueHardLimit { get; }

    public string QueueLimitName { get; }

    public long ToTimestamp(TimeSpan span) => (long)(span.TotalSeconds * Time.TimestampFrequency);
}
