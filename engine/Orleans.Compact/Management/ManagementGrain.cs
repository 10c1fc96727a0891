using Compact.Management;
using Compact.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>Asks every active silo, or those that are named, and puts the answers together.</summary>
internal sealed class ManagementGrain(SystemTargets targets, ISiloStatusOracle silos, IMembershipTable table, Catalog catalog, IServiceProvider services) : Grain, IManagementGrain
{
    private readonly IGrainDirectory? _directory = services.GetService<IGrainDirectory>();

    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) => Task.FromResult(silos.GetApproximateSiloStatuses(onlyActive));

    public async Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false) =>
        [.. (await table.ReadAll()).Members.Select(row => row.Item1).Where(silo => !onlyActive || silo.Status == SiloStatus.Active)];

    public Task ForceGarbageCollection(SiloAddress[] hostsIds) => Task.WhenAll(Controls(hostsIds).Select(silo => silo.CollectGarbage()));

    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit) =>
        Task.WhenAll(Controls(hostsIds).Select(silo => silo.CollectActivations(ageLimit)));

    public Task ForceActivationCollection(TimeSpan ageLimit) => ForceActivationCollection([], ageLimit);

    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds) => Ask(hostsIds, silo => silo.GetRuntimeStatistics());

    public async Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
        [.. (await Ask(hostsIds, silo => silo.GetSimpleGrainStatistics())).SelectMany(statistics => statistics)];

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => GetSimpleGrainStatistics([]);

    public async Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null) =>
        [.. (await Ask(hostsIds, silo => silo.GetDetailedGrainStatistics(types ?? []))).SelectMany(statistics => statistics)];

    public async Task<int> GetGrainActivationCount(GrainReference grainReference) =>
        (await Ask([], silo => silo.GetActiveGrains(grainReference.GrainId.Type))).Sum(grains => grains.Count);

    public async Task<int> GetTotalActivationCount() => (await Ask([], silo => silo.CountActivations())).Sum();

    public async ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference)
    {
        var id = reference.GetGrainId();
        if (catalog.Find(id) is not null)
            return silos.SiloAddress;
        return _directory is not null && await _directory.Lookup(id) is { SiloAddress: { } silo } && !silos.IsDeadSilo(silo) ? silo : null;
    }

    public async ValueTask<List<GrainId>> GetActiveGrains(GrainType type) =>
        [.. (await Ask([], silo => silo.GetActiveGrains(type))).SelectMany(grains => grains).Distinct()];

    private Task<T[]> Ask<T>(SiloAddress[]? hosts, Func<ISiloControl, Task<T>> question) => Task.WhenAll(Controls(hosts).Select(question));

    private IEnumerable<ISiloControl> Controls(SiloAddress[]? hosts) => silos.GetActiveSilos()
        .Where(silo => hosts is not { Length: > 0 } || hosts.Contains(silo))
        .Select(silo => targets.Get<ISiloControl>(SiloControl.Type, silo));
}
