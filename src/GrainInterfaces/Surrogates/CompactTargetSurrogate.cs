using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.GrainInterfaces.Surrogates;

/// <summary>Carries a <see cref="CompactTarget"/>.</summary>
[GenerateSerializer, Immutable, Alias("MiningGrid.CompactTarget")]
public struct CompactTargetSurrogate
{
    /// <summary>Bitcoin's nBits.</summary>
    [Id(0)] public uint Bits;
}

/// <summary>Between <see cref="CompactTarget"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class CompactTargetConverter : IConverter<CompactTarget, CompactTargetSurrogate>
{
    /// <inheritdoc/>
    public CompactTarget ConvertFromSurrogate(in CompactTargetSurrogate surrogate) => new(surrogate.Bits);

    /// <inheritdoc/>
    public CompactTargetSurrogate ConvertToSurrogate(in CompactTarget value) => new() { Bits = value.Bits };
}
