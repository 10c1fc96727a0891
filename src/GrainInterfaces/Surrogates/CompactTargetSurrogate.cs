using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.GrainInterfaces.Surrogates;

/// <summary>Carries a <see cref="CompactTarget"/>.</summary>
/// <param name="Bits">Bitcoin's nBits.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.CompactTarget")]
public readonly record struct CompactTargetSurrogate([property: Id(0)] uint Bits);

/// <summary>Between <see cref="CompactTarget"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class CompactTargetConverter : IConverter<CompactTarget, CompactTargetSurrogate>
{
    /// <inheritdoc/>
    public CompactTarget ConvertFromSurrogate(in CompactTargetSurrogate surrogate) => new(surrogate.Bits);

    /// <inheritdoc/>
    public CompactTargetSurrogate ConvertToSurrogate(in CompactTarget value) => new(value.Bits);
}
