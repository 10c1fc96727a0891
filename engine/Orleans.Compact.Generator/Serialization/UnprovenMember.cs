using System;

namespace Orleans.Compact.Generator.Serialization;

/// <summary>A member whose type needs a converter, and what to say if there is none.</summary>
internal readonly struct UnprovenMember : IEquatable<UnprovenMember>
{
    public UnprovenMember(string type, DiagnosticInfo diagnostic)
    {
        Type = type;
        Diagnostic = diagnostic;
    }

    /// <summary>The open type that a converter is needed for.</summary>
    public string Type { get; }

    public DiagnosticInfo Diagnostic { get; }

    public bool Equals(UnprovenMember other) => string.Equals(Type, other.Type, StringComparison.Ordinal) && Diagnostic.Equals(other.Diagnostic);

    public override bool Equals(object? obj) => obj is UnprovenMember other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Type);
}
