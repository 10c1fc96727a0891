using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>Which rows of dead silos may go.</summary>
internal static class Defunct
{
    /// <returns>Dead silos last heard of before this moment may go; null when there are none.</returns>
    public static DateTimeOffset? Before(IEnumerable<Tuple<MembershipEntry, string>> rows, DateTimeOffset now, ClusterMembershipOptions options)
    {
        var heard = rows
            .Where(row => row.Item1.Status == SiloStatus.Dead)
            .Select(row => new DateTimeOffset(DateTime.SpecifyKind(row.Item1.LastHeardOf, DateTimeKind.Utc)))
            .OrderDescending()
            .ToList();
        var before = now - options.DefunctSiloExpiration;
        if (options.MaxDefunctSiloEntries is { } kept && heard.Count > kept && heard[kept] >= before)
            before = heard[kept].AddTicks(1);
        return heard.Exists(last => last < before) ? before : null;
    }
}
