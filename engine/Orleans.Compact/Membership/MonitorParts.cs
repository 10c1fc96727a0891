using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Compact.Membership;

/// <summary>What all monitors of a silo share.</summary>
internal sealed record MonitorParts(
    ISiloProber Prober,
    LocalHealth Health,
    TimeProvider Time,
    IOptions<ClusterMembershipOptions> Options,
    ILogger<SiloMonitor> Logger);
