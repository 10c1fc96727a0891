using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>Answers for this silo; with more silos it will ask each of them.</summary>
internal sealed class ManagementGrain(Catalog catalog, IdleCollector collector, GrainManifest manifest, ILocalSiloDetails local, Silo silo, TimeProvider time) : Grain, IManagementGrain
{
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(10);

    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false)
    {
        var hosts = new Dictionary<SiloAddress, SiloStatus>();
        if (!onlyActive || silo.Status == SiloStatus.Active)
            hosts.Add(local.SiloAddress, silo.Status);
        return Task.FromResult(hosts);
    }

    public Task ForceGarbageCollection(SiloAddress[] hostsIds)
    {
        if (IsMeant(hostsIds))
            GC.Collect();
        return Task.CompletedTask;
    }

    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit) =>
        IsMeant(hostsIds) ? ForceActivationCollection(ageLimit) : Task.CompletedTask;

    public Task ForceActivationCollection(TimeSpan ageLimit) => Task.WhenAll(collector.Collect(ageLimit));

    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds)
    {
        if (!IsMeant(hostsIds))
            return Task.FromResult(Array.Empty<SiloRuntimeStatistics>());
        var activations = catalog.Activations.ToArray();
        var statistics = new SiloRuntimeStatistics(
            activations.Length,
            activations.Count(activation => activation.IsUsedWithin(Recently)),
            GC.GetTotalMemory(forceFullCollection: false),
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            time.GetUtcNow().UtcDateTime);
        return Task.FromResult(new[] { statistics });
    }

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
        IsMeant(hostsIds) ? GetSimpleGrainStatistics() : Task.FromResult(Array.Empty<SimpleGrainStatistic>());

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult(manifest.Classes
        .Where(grainClass => grainClass.Statistics.Activations > 0)
        .Select(grainClass => new SimpleGrainStatistic
        {
            GrainType = Name(grainClass),
            SiloAddress = local.SiloAddress,
            ActivationCount = grainClass.Statistics.Activations,
        })
        .ToArray());

    public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null) => Task.FromResult(!IsMeant(hostsIds) ? [] : catalog.Activations
        .Where(activation => types is not { Length: > 0 } || types.Contains(Name(activation.Class), StringComparer.Ordinal))
        .Select(activation => new DetailedGrainStatistic { GrainType = Name(activation.Class), SiloAddress = local.SiloAddress, GrainId = activation.GrainId })
        .ToArray());

    public Task<int> GetGrainActivationCount(GrainReference grainReference) =>
        Task.FromResult(catalog.Activations.Count(activation => activation.GrainId.Type == grainReference.GrainId.Type));

    public Task<int> GetTotalActivationCount() => Task.FromResult(catalog.Activations.Count());

    public ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference) =>
        ValueTask.FromResult(catalog.Find(reference.GetGrainId()) is null ? null : local.SiloAddress);

    public ValueTask<List<GrainId>> GetActiveGrains(GrainType type) =>
        ValueTask.FromResult(catalog.Activations.Where(activation => activation.GrainId.Type == type).Select(activation => activation.GrainId).Distinct().ToList());

    private static string Name(GrainClass grainClass) => grainClass.Type.FullName!;

    private bool IsMeant(SiloAddress[]? hosts) => hosts is not { Length: > 0 } || hosts.Contains(local.SiloAddress);
}
