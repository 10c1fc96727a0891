using System.Net;
using Compact.Membership;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class ProbeRingTests
{
    private static readonly SiloAddress[] s_silos = [.. Enumerable.Range(1, 50).Select(port => SiloAddress.New(IPAddress.Loopback, port, 1))];

    [Fact]
    public void Each_silo_probes_some_others_and_is_probed_by_as_many()
    {
        var probed = s_silos.SelectMany(silo => ProbeRing.Choose(silo, s_silos, 10).Select(other => (From: silo, To: other))).ToList();

        Assert.DoesNotContain(probed, pair => pair.From.Equals(pair.To));
        Assert.Equal(500, probed.Distinct().Count());
        Assert.All(s_silos, silo => Assert.Equal(10, probed.Count(pair => pair.To.Equals(silo))));
    }

    [Fact]
    public void Few_silos_all_probe_each_other() =>
        Assert.Equal(s_silos[1..5].ToHashSet(), ProbeRing.Choose(s_silos[0], s_silos[..5], 10).ToHashSet());

    [Fact]
    public void A_silo_more_changes_little()
    {
        var before = ProbeRing.Choose(s_silos[0], s_silos[..40], 10).ToHashSet();
        var after = ProbeRing.Choose(s_silos[0], s_silos[..41], 10).ToHashSet();

        Assert.InRange(before.Intersect(after).Count(), 9, 10);
    }
}
