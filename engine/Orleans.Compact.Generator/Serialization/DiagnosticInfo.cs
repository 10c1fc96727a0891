using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Compact.Generator.Serialization;

/// <summary>A diagnostic as values, so that the generator's steps can be compared and cached.</summary>
internal readonly struct DiagnosticInfo : IEquatable<DiagnosticInfo>
{
    private readonly DiagnosticDescriptor _descriptor;
    private readonly string _path;
    private readonly TextSpan _span;
    private readonly LinePositionSpan _lines;
    private readonly string _first;
    private readonly string _second;

    public DiagnosticInfo(DiagnosticDescriptor descriptor, Location? location, string first, string second = "")
    {
        _descriptor = descriptor;
        _path = location?.SourceTree?.FilePath ?? "";
        _span = location?.SourceSpan ?? default;
        _lines = location?.GetLineSpan().Span ?? default;
        _first = first;
        _second = second;
    }

    public Diagnostic Create() => Diagnostic.Create(_descriptor, _path.Length == 0 ? Location.None : Location.Create(_path, _span, _lines), _first, _second);

    public bool Equals(DiagnosticInfo other) =>
        ReferenceEquals(_descriptor, other._descriptor)
        && string.Equals(_path, other._path, StringComparison.Ordinal)
        && _span == other._span
        && string.Equals(_first, other._first, StringComparison.Ordinal)
        && string.Equals(_second, other._second, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is DiagnosticInfo other && Equals(other);

    public override int GetHashCode() => _span.GetHashCode();
}
