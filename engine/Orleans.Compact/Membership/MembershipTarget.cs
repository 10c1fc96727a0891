using Compact.Routing;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>This silo's end of the calls between memberships.</summary>
internal sealed class MembershipTarget(SystemTargets targets, Witness witness, TableRefresher refresher, IOptions<ClusterMembershipOptions> options)
    : IMembershipTarget, ILifecycleParticipant<ISiloLifecycle>
{
    public static readonly GrainType Type = GrainType.Create("sys.svc.membership");

    /// <summary>It is there before the others can know of this silo.</summary>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<MembershipTarget>(ServiceLifecycleStage.RuntimeInitialize, _ =>
    {
        targets.Add(Type, this);
        return Task.CompletedTask;
    });

    public Task Probe() => Task.CompletedTask;

    public Task<bool> ProbeOther(SiloAddress silo, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var longest = options.Value.ProbeTimeout;
        return witness.Probe(silo, timeout > TimeSpan.Zero && timeout < longest ? timeout : longest);
    }

    public Task TableChanged()
    {
        refresher.Soon();
        return Task.CompletedTask;
    }
}
