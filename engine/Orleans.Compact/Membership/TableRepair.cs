using Orleans;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// Writes back what the table has lost: a Redis that restarts, or is replaced by its replica, may have forgotten its last writes or all of
/// them. Each silo writes itself back; who is known to be dead is written back by whoever knows.
/// </summary>
internal static class TableRepair
{
    /// <returns>The next row to write; null when nothing is lost.</returns>
    public static RowWrite? Next(MembershipTableData read, ViewState known, SiloAddress self)
    {
        if (known.LocalStatus is < SiloStatus.Joining or SiloStatus.Dead || !known.Entries.TryGetValue(self, out var own))
            return null;
        var row = read.TryGet(self);
        if (row is null || row.Item1.Status < known.LocalStatus || read.Version.Version < known.Snapshot.Version.Value)
            return new RowWrite(own.Copy(known.LocalStatus), row?.Item2);
        var revived = read.Members.FirstOrDefault(other => known.Entries.TryGetValue(other.Item1.SiloAddress, out var before) && other.Item1.Status < before.Status);
        return revived is null ? null : new RowWrite(revived.Item1.Copy(known.Entries[revived.Item1.SiloAddress].Status), revived.Item2);
    }
}
