using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>Tells the other silos that the table has changed. Who is not reached finds out at its next look.</summary>
internal sealed class Gossip(MembershipView view, ISiloProber prober, ILocalSiloDetails local, IOptions<ClusterMembershipOptions> options)
{
    public void Tell()
    {
        if (!options.Value.UseLivenessGossip)
            return;
        foreach (var member in view.Current.Members.Values)
        {
            if (!member.SiloAddress.Equals(local.SiloAddress) && member.Status != SiloStatus.Dead)
                prober.TellOfChange(member.SiloAddress);
        }
    }
}
