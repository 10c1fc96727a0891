using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Grains.Chain;

/// <summary>
/// A chain's head as it is stored. Its write is a block's commit. Core's own encodings inside, so that what is
/// stored does not depend on what crosses the wire.
/// </summary>
[GenerateSerializer, Immutable, Alias("MiningGrid.ChainState")]
internal sealed record ChainState
{
    /// <summary>The chain's parameters; empty when it was never created.</summary>
    [Id(0)]
    public byte[] Parameters { get; init; } = [];

    /// <summary>The tip, the work, and the past that difficulty and time rules read.</summary>
    [Id(1)]
    public byte[] Context { get; init; } = [];

    /// <summary>Grows with each activation that mines: the upper half of the epochs that it gives out.</summary>
    [Id(2)]
    public long Term { get; init; }

    /// <summary>What was asked to be mined; null when nothing.</summary>
    [Id(3)]
    public MiningRequest? Mining { get; init; }

    /// <summary>Where mined subsidies went last; null when the chain was never mined.</summary>
    [Id(4)]
    public string? RewardAddress { get; init; }
}
