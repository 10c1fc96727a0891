using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Difficulty;

/// <summary>What a difficulty rule may know of a block that is already in the chain.</summary>
/// <param name="Height">Its height; genesis is 0.</param>
/// <param name="Time">Its header's time, in seconds since 1970.</param>
/// <param name="Bits">Its header's compact target.</param>
public readonly record struct PastBlock(int Height, uint Time, CompactTarget Bits);
