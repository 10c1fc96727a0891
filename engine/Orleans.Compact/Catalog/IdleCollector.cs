using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>Deactivates what has not been used for its class's collection age.</summary>
internal sealed partial class IdleCollector(Catalog catalog, TimeProvider time, IOptions<GrainCollectionOptions> options, ILogger<IdleCollector> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly DeactivationReason Idle = new(DeactivationReasonCode.ActivationIdle, "It was not used for its collection age.");
    private ITimer? _timer;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<IdleCollector>(
        ServiceLifecycleStage.RuntimeServices,
        _ =>
        {
            var quantum = options.Value.CollectionQuantum;
            _timer = time.CreateTimer(static state => ((IdleCollector)state!).Collect(), this, quantum, quantum);
            return Task.CompletedTask;
        },
        _ =>
        {
            _timer?.Dispose();
            return Task.CompletedTask;
        });

    /// <param name="ageLimit">Collects what is idle for that long; null for each class's own age.</param>
    public Task[] Collect(TimeSpan? ageLimit = null)
    {
        var going = new List<Task>();
        foreach (var activation in catalog.Activations)
        {
            var age = ageLimit ?? activation.CollectionAge;
            if (!activation.IsIdle(age))
                continue;
            activation.Collect(age, Idle);
            going.Add(activation.Deactivated);
        }

        if (going.Count != 0)
            LogCollecting(logger, going.Count);
        return [.. going];
    }

    [LoggerMessage(EngineEvents.IdleCollected, LogLevel.Debug, "{Count} idle activations are collected.")]
    private static partial void LogCollecting(ILogger logger, int count);
}
