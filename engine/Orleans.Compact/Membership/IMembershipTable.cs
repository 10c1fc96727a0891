using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Who is in the cluster, kept where all silos can read it. Every change of a row moves the table's version, and both are
/// compared and swapped together: of two silos that write at once, one has to look again.
/// </summary>
public interface IMembershipTable
{
    /// <summary>Called before all others.</summary>
    /// <param name="tryInitTableVersion">Whether to make the table where there is none.</param>
    Task InitializeMembershipTable(bool tryInitTableVersion);

    /// <summary>Deletes all rows of the cluster.</summary>
    Task DeleteMembershipTableEntries(string clusterId);

    /// <summary>Deletes the rows of dead silos of which nothing was heard since <paramref name="beforeDate"/>.</summary>
    Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate);

    /// <summary>Reads one silo's row, and the table's version at the same moment.</summary>
    Task<MembershipTableData> ReadRow(SiloAddress key);

    /// <summary>Reads all rows, and the table's version at the same moment.</summary>
    Task<MembershipTableData> ReadAll();

    /// <summary>Adds a row, and sets the table's version to <paramref name="tableVersion"/>.</summary>
    /// <returns>False, and nothing is changed, when the silo has a row, or the version's ETag isn't the table's.</returns>
    Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion);

    /// <summary>Replaces a row, and sets the table's version to <paramref name="tableVersion"/>.</summary>
    /// <returns>False, and nothing is changed, when the row is missing or has another ETag, or the version's ETag isn't the table's.</returns>
    Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion);

    /// <summary>Writes the entry's <see cref="MembershipEntry.IAmAliveTime"/> into its row, and leaves the table's version as it is.</summary>
    Task UpdateIAmAlive(MembershipEntry entry);
}
