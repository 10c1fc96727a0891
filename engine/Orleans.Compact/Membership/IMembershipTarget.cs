using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>What silos ask and tell each other for the membership.</summary>
internal interface IMembershipTarget : IGrainObserver
{
    /// <summary>Answers.</summary>
    Task Probe();

    /// <summary>Probes another silo, and says whether it answered in the time.</summary>
    Task<bool> ProbeOther(SiloAddress silo, TimeSpan timeout);

    /// <summary>The table has changed.</summary>
    [OneWay]
    Task TableChanged();
}
