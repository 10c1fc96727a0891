using Compact.Placement;
using Compact.Routing;

namespace Orleans.Runtime;

/// <summary>Tells all silos every second how many activations this one has, if any grain class is placed by that.</summary>
internal sealed class ActivationCountPublisher(
    ActivationCounts counts,
    Catalog catalog,
    GrainManifest manifest,
    SystemTargets targets,
    ISiloStatusOracle silos,
    TimeProvider time) : IActivationCountListener, ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly GrainType Type = GrainType.Create("sys.svc.counts");
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private ITimer? _timer;

    public void Participate(ISiloLifecycle lifecycle)
    {
        if (manifest.Classes.Any(grainClass => grainClass.Placement is ActivationCountBasedPlacement))
            lifecycle.Subscribe<ActivationCountPublisher>(ServiceLifecycleStage.RuntimeGrainServices, Start, Stop);
    }

    public void Tell(SiloAddress silo, int count)
    {
        if (!silos.IsDeadSilo(silo))
            counts.Set(silo, count);
    }

    private Task Start(CancellationToken token)
    {
        targets.Add(Type, this);
        _timer = time.CreateTimer(static state => ((ActivationCountPublisher)state!).Publish(), this, TimeSpan.Zero, Period);
        return Task.CompletedTask;
    }

    private Task Stop(CancellationToken token)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    private void Publish()
    {
        var count = catalog.Activations.Count();
        foreach (var silo in silos.GetActiveSilos())
        {
            if (silo.Equals(silos.SiloAddress))
                counts.Set(silo, count);
            else
                targets.Get<IActivationCountListener>(Type, silo).Tell(silos.SiloAddress, count);
        }
    }
}
