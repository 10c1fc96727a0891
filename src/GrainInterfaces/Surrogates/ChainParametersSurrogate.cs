using MiningGrid.Core.Blocks;

namespace MiningGrid.GrainInterfaces.Surrogates;

/// <summary>Carries <see cref="ChainParameters"/> in their canonical encoding, which checks them when read.</summary>
/// <param name="Bytes">The canonical encoding.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.ChainParameters")]
public readonly record struct ChainParametersSurrogate([property: Id(0)] byte[] Bytes);

/// <summary>Between <see cref="ChainParameters"/> and their surrogate.</summary>
[RegisterConverter]
public sealed class ChainParametersConverter : IConverter<ChainParameters, ChainParametersSurrogate>
{
    /// <inheritdoc/>
    public ChainParameters ConvertFromSurrogate(in ChainParametersSurrogate surrogate) => ChainParameters.Parse(surrogate.Bytes);

    /// <inheritdoc/>
    public ChainParametersSurrogate ConvertToSurrogate(in ChainParameters value) => new(value.ToBytes());
}
