using MiningGrid.Core.Blocks;

namespace MiningGrid.GrainInterfaces.Surrogates;

/// <summary>Carries <see cref="ChainParameters"/> in their canonical encoding, which checks them when read.</summary>
[GenerateSerializer, Immutable, Alias("MiningGrid.ChainParameters")]
public struct ChainParametersSurrogate
{
    /// <summary>The canonical encoding.</summary>
    [Id(0)] public byte[] Bytes;
}

/// <summary>Between <see cref="ChainParameters"/> and their surrogate.</summary>
[RegisterConverter]
public sealed class ChainParametersConverter : IConverter<ChainParameters, ChainParametersSurrogate>
{
    /// <inheritdoc/>
    public ChainParameters ConvertFromSurrogate(in ChainParametersSurrogate surrogate) => ChainParameters.Parse(surrogate.Bytes);

    /// <inheritdoc/>
    public ChainParametersSurrogate ConvertToSurrogate(in ChainParameters value) => new() { Bytes = value.ToBytes() };
}
