namespace MiningGrid.Grains.Jobs;

/// <summary>What a <see cref="LeaseBook"/> may grow to.</summary>
/// <param name="LeasesPerNode">Leases that one node may hold.</param>
/// <param name="Leases">Leases that may be out.</param>
/// <param name="Fragments">Ranges that what is done may fall into.</param>
/// <param name="FragmentsPerLease">Ranges that the rest of one lease may fall into.</param>
/// <param name="Retired">Leases remembered after their end, so that late reports of them count.</param>
/// <param name="Nodes">Nodes whose contribution is remembered, to be taken back should they turn out to lie.</param>
/// <param name="FragmentsPerNode">Ranges by which a node's contribution is remembered.</param>
internal sealed record LeaseBookBounds(
    int LeasesPerNode = 16,
    int Leases = 65_536,
    int Fragments = 65_536,
    int FragmentsPerLease = 256,
    int Retired = 4_096,
    int Nodes = 4_096,
    int FragmentsPerNode = 64);
