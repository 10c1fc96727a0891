using Compact.Routing;
using Orleans;
using Orleans.Runtime;

namespace Compact.Management;

/// <summary>Answers the management grain for this silo.</summary>
internal sealed class SiloControl(Catalog catalog, IdleCollector collector, GrainManifest manifest, SystemTargets targets, ILocalSiloDetails local, TimeProvider time)
    : ISiloControl, ILifecycleParticipant<ISiloLifecycle>
{
    public static readonly GrainType Type = GrainType.Create("sys.svc.control");
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(10);

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<SiloControl>(ServiceLifecycleStage.RuntimeServices, _ =>
    {
        targets.Add(Type, this);
        return Task.CompletedTask;
    });

    public Task CollectGarbage()
    {
        GC.Collect();
        return Task.CompletedTask;
    }

    public Task CollectActivations(TimeSpan ageLimit) => Task.WhenAll(collector.Collect(ageLimit));

    public Task<SiloRuntimeStatistics> GetRuntimeStatistics()
    {
        var activations = catalog.Activations.ToArray();
        return Task.FromResult(new SiloRuntimeStatistics(
            activations.Length,
            activations.Count(activation => activation.IsUsedWithin(Recently)),
            GC.GetTotalMemory(forceFullCollection: false),
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            time.GetUtcNow().UtcDateTime));
    }

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult(manifest.Classes
        .Where(grainClass => grainClass.Statistics.Activations > 0)
        .Select(grainClass => new SimpleGrainStatistic
        {
            GrainType = Name(grainClass),
            SiloAddress = local.SiloAddress,
            ActivationCount = grainClass.Statistics.Activations,
        })
        .ToArray());

    public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[] types) => Task.FromResult(catalog.Activations
        .Where(activation => types.Length == 0 || types.Contains(Name(activation.Class), StringComparer.Ordinal))
        .Select(activation => new DetailedGrainStatistic { GrainType = Name(activation.Class), SiloAddress = local.SiloAddress, GrainId = activation.GrainId })
        .ToArray());

    public Task<List<GrainId>> GetActiveGrains(GrainType type) =>
        Task.FromResult(catalog.Activations.Where(activation => activation.GrainId.Type == type).Select(activation => activation.GrainId).Distinct().ToList());

    public Task<int> CountActivations() => Task.FromResult(catalog.Activations.Count());

    private static string Name(GrainClass grainClass) => grainClass.Type.FullName!;
}
