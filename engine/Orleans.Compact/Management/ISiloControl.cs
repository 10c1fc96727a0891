using Orleans;
using Orleans.Runtime;

namespace Compact.Management;

/// <summary>What the management grain asks of each silo.</summary>
internal interface ISiloControl : IGrainObserver
{
    Task CollectGarbage();

    Task CollectActivations(TimeSpan ageLimit);

    Task<SiloRuntimeStatistics> GetRuntimeStatistics();

    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <param name="types">Full names of grain classes; none for all.</param>
    Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[] types);

    Task<List<GrainId>> GetActiveGrains(GrainType type);

    Task<int> CountActivations();
}
