using Orleans.Runtime;

namespace Orleans;

/// <summary>Lets identifiers be looked up by their bytes.</summary>
internal sealed class IdSpanComparer : IEqualityComparer<IdSpan>, IAlternateEqualityComparer<ReadOnlySpan<byte>, IdSpan>
{
    public static IdSpanComparer Instance { get; } = new();

    public bool Equals(IdSpan x, IdSpan y) => x.Equals(y);

    public int GetHashCode(IdSpan obj) => obj.GetHashCode();

    public bool Equals(ReadOnlySpan<byte> alternate, IdSpan other) => alternate.SequenceEqual(other.AsSpan());

    public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)StableHash.ComputeHash(alternate);

    public IdSpan Create(ReadOnlySpan<byte> alternate) => new(alternate.ToArray());
}
