using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.GrainInterfaces.Surrogates;

/// <summary>Carries a <see cref="Hash256"/>.</summary>
/// <param name="Bytes">32 bytes in wire order.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.Hash256")]
public readonly record struct Hash256Surrogate([property: Id(0)] byte[] Bytes);

/// <summary>Between <see cref="Hash256"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class Hash256Converter : IConverter<Hash256, Hash256Surrogate>
{
    /// <inheritdoc/>
    public Hash256 ConvertFromSurrogate(in Hash256Surrogate surrogate) => new(surrogate.Bytes);

    /// <inheritdoc/>
    public Hash256Surrogate ConvertToSurrogate(in Hash256 value) => new(value.ToArray());
}
