using Orleans;

namespace Compact.Membership;

/// <summary>One change of the table.</summary>
/// <param name="Entry">The row as it shall be.</param>
/// <param name="ETag">The ETag of the row that it replaces; null when it is new.</param>
/// <param name="IsNews">Whether the others are to be told at once.</param>
internal sealed record RowWrite(MembershipEntry Entry, string? ETag, bool IsNews = true);
