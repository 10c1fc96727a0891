namespace Orleans.Runtime;

/// <summary>The grain types that there are, so far as this process knows: nothing else that a peer names is remembered.</summary>
internal sealed class KnownGrainTypes
{
    private readonly Dictionary<IdSpan, GrainType> _types = new(IdSpanComparer.Instance);
    private readonly Dictionary<IdSpan, GrainType>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

    public KnownGrainTypes(IEnumerable<GrainType> types)
    {
        foreach (var type in types)
            _types[type.Value] = type;
        _byBytes = _types.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public bool Contains(GrainType type) => _types.ContainsKey(type.Value);

    /// <summary>The type of that name: the known one, which costs nothing, or a new one.</summary>
    public GrainType Get(ReadOnlySpan<byte> name) => _byBytes.TryGetValue(name, out var known) ? known : new GrainType(name.ToArray());
}
