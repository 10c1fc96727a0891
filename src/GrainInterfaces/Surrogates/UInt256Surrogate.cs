using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.GrainInterfaces.Surrogates;

/// <summary>Carries a <see cref="UInt256"/>.</summary>
/// <param name="Bytes">32 bytes, little-endian.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.UInt256")]
public readonly record struct UInt256Surrogate([property: Id(0)] byte[] Bytes);

/// <summary>Between <see cref="UInt256"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class UInt256Converter : IConverter<UInt256, UInt256Surrogate>
{
    /// <inheritdoc/>
    public UInt256 ConvertFromSurrogate(in UInt256Surrogate surrogate) => UInt256.ReadLittleEndian(surrogate.Bytes);

    /// <inheritdoc/>
    public UInt256Surrogate ConvertToSurrogate(in UInt256 value) => new(value.ToBytes());
}
