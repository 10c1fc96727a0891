using MiningGrid.Core.Blocks;

namespace MiningGrid.Client;

/// <summary>A block of a chain.</summary>
/// <param name="Height">Its height; genesis is 0.</param>
/// <param name="Block">The block.</param>
public sealed record StoredBlock(long Height, Block Block);
