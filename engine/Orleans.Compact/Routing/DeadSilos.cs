using Orleans;
using Orleans.Runtime;

namespace Compact.Routing;

/// <summary>Forgets what was on a silo when that is dead; and refuses everything when it is this one, because others have its grains by then.</summary>
internal sealed class DeadSilos(ISiloStatusOracle silos, CallRouter router, Catalog catalog, ActivationCounts counts, ReferenceRuntime runtime)
    : ISiloStatusListener, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<DeadSilos>(ServiceLifecycleStage.RuntimeInitialize, _ =>
    {
        silos.SubscribeToSiloStatusEvents(this);
        return Task.CompletedTask;
    });

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status != SiloStatus.Dead)
            return;
        router.Forget(updatedSilo);
        counts.Forget(updatedSilo);
        if (!updatedSilo.Equals(silos.SiloAddress))
            return;
        catalog.Abandon();
        runtime.Pending.FailAll(new SiloUnavailableException($"{updatedSilo}, this silo, was declared dead."));
    }
}
