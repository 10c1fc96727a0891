namespace Orleans.Runtime;

/// <summary>What the cluster knows of itself. Any integer key serves; 0 is customary.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false);

    Task ForceGarbageCollection(SiloAddress[] hostsIds);

    Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit);

    Task ForceActivationCollection(TimeSpan ageLimit);

    Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds);

    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null);

    Task<int> GetGrainActivationCount(GrainReference grainReference);

    Task<int> GetTotalActivationCount();

    ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference);

    ValueTask<List<GrainId>> GetActiveGrains(GrainType type);
}
