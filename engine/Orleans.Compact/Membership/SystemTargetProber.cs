using Compact.Routing;
using Orleans;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>Probes by calls to the other silo's <see cref="IMembershipTarget"/>.</summary>
internal sealed class SystemTargetProber(SystemTargets targets) : ISiloProber
{
    public Task Probe(SiloAddress silo, CancellationToken token)
    {
        var answer = Target(silo).Probe();
        answer.Ignore();
        return answer.WaitAsync(token);
    }

    public Task<bool> ProbeIndirectly(SiloAddress through, SiloAddress silo, TimeSpan timeout, CancellationToken token)
    {
        var answer = Target(through).ProbeOther(silo, timeout);
        answer.Ignore();
        return answer.WaitAsync(token);
    }

    public void TellOfChange(SiloAddress silo) => Target(silo).TableChanged().Ignore();

    private IMembershipTarget Target(SiloAddress silo) => targets.Get<IMembershipTarget>(MembershipTarget.Type, silo);
}
