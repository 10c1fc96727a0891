namespace Orleans;

/// <summary>The membership table's version: a number that grows, and the ETag that a change must name.</summary>
public sealed class TableVersion(int version, string eTag) : ISpanFormattable
{
    public int Version { get; } = version;

    public string VersionEtag { get; } = eTag;

    /// <summary>The version that a change of this one makes; it names this one's ETag.</summary>
    public TableVersion Next() => new(Version + 1, VersionEtag);

    public override string ToString() => $"<{Version}, {VersionEtag}>";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"<{Version}, {VersionEtag}>", out charsWritten);
}
