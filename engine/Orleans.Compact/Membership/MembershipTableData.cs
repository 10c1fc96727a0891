using Orleans.Runtime;

namespace Orleans;

/// <summary>What was read of the membership table in one moment: rows with their ETags, and the table's version.</summary>
public sealed class MembershipTableData
{
    public MembershipTableData(List<Tuple<MembershipEntry, string>> list, TableVersion version)
    {
        ArgumentNullException.ThrowIfNull(list);

        // The living first, for those who read it in a log.
        Members = [.. list.OrderBy(row => row.Item1.Status == SiloStatus.Dead).ThenBy(row => row.Item1.SiloName, StringComparer.Ordinal)];
        Version = version;
    }

    public MembershipTableData(Tuple<MembershipEntry, string> tuple, TableVersion version)
    {
        Members = [tuple];
        Version = version;
    }

    public MembershipTableData(TableVersion version)
    {
        Members = [];
        Version = version;
    }

    public IReadOnlyList<Tuple<MembershipEntry, string>> Members { get; }

    public TableVersion Version { get; }

    /// <returns>The silo's row; null when it has none.</returns>
    public Tuple<MembershipEntry, string>? TryGet(SiloAddress silo) => Members.FirstOrDefault(row => row.Item1.SiloAddress.Equals(silo));

    /// <summary>The same, but of the dead only the last at each endpoint.</summary>
    public MembershipTableData WithoutDuplicateDeads()
    {
        var dead = Members
            .Where(row => row.Item1.Status == SiloStatus.Dead)
            .GroupBy(row => row.Item1.SiloAddress.Endpoint)
            .Select(lives => lives.MaxBy(row => row.Item1.SiloAddress.Generation)!);
        return new MembershipTableData([.. Members.Where(row => row.Item1.Status != SiloStatus.Dead), .. dead], Version);
    }

    public override string ToString() =>
        $"{Members.Count} silos, version {Version}: {string.Join("; ", Members.Select(row => row.Item1))}";
}
