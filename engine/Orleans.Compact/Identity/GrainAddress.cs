using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Where an activation is: which grain, which activation of it, on which silo.</summary>
public sealed class GrainAddress : IEquatable<GrainAddress>
{
    public GrainId GrainId { get; init; }

    public ActivationId ActivationId { get; init; }

    public SiloAddress? SiloAddress { get; init; }

    public MembershipVersion MembershipVersion { get; init; } = MembershipVersion.MinValue;

    [MemberNotNullWhen(true, nameof(SiloAddress))]
    public bool IsComplete => !GrainId.IsDefault && !ActivationId.IsDefault && SiloAddress is not null;

    /// <summary>The same grain on the same silo; the activation counts only where both name one.</summary>
    public bool Matches(GrainAddress? other) =>
        other is not null
        && GrainId == other.GrainId
        && Equals(SiloAddress, other.SiloAddress)
        && (ActivationId.IsDefault || other.ActivationId.IsDefault || ActivationId == other.ActivationId);

    public bool Equals(GrainAddress? other) =>
        other is not null && GrainId == other.GrainId && ActivationId == other.ActivationId && Equals(SiloAddress, other.SiloAddress) && MembershipVersion == other.MembershipVersion;

    public override bool Equals(object? obj) => Equals(obj as GrainAddress);

    public override int GetHashCode() => HashCode.Combine(GrainId, ActivationId, SiloAddress);

    public override string ToString() => $"[{SiloAddress} {GrainId}{ActivationId}]";

    public string ToFullString() => $"[GrainAddress: {SiloAddress}, {GrainId}, {ActivationId}, version {MembershipVersion}]";
}
