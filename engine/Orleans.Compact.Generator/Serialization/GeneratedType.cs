using System;
using System.Collections.Immutable;
using System.Linq;

namespace Orleans.Compact.Generator.Serialization;

/// <summary>What one marked type adds to the output: a source file, a line of the manifest, what is to be checked or said.</summary>
internal sealed class GeneratedType : IEquatable<GeneratedType>
{
    public GeneratedType(
        string name,
        string source,
        string registration,
        string convertedType = "",
        ImmutableArray<UnprovenMember> unproven = default,
        ImmutableArray<DiagnosticInfo> diagnostics = default)
    {
        Name = name;
        Source = source;
        Registration = registration;
        ConvertedType = convertedType;
        Unproven = unproven.IsDefault ? ImmutableArray<UnprovenMember>.Empty : unproven;
        Diagnostics = diagnostics.IsDefault ? ImmutableArray<DiagnosticInfo>.Empty : diagnostics;
    }

    public string Name { get; }

    /// <summary>Empty for an enum or a converter, which need no code.</summary>
    public string Source { get; }

    public string Registration { get; }

    /// <summary>The type that a converter makes serializable, open.</summary>
    public string ConvertedType { get; }

    /// <summary>Members whose types are serializable only if there is a converter for them.</summary>
    public ImmutableArray<UnprovenMember> Unproven { get; }

    public ImmutableArray<DiagnosticInfo> Diagnostics { get; }

    public bool Equals(GeneratedType? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && string.Equals(Source, other.Source, StringComparison.Ordinal)
        && string.Equals(Registration, other.Registration, StringComparison.Ordinal)
        && string.Equals(ConvertedType, other.ConvertedType, StringComparison.Ordinal)
        && Unproven.SequenceEqual(other.Unproven)
        && Diagnostics.SequenceEqual(other.Diagnostics);

    public override bool Equals(object? obj) => Equals(obj as GeneratedType);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Source);
}
