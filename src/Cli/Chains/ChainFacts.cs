using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Cli.Chains;

/// <summary>A chain's parameters and head.</summary>
/// <param name="Where">Where it is, for people.</param>
/// <param name="Parameters">What it was made with.</param>
/// <param name="Height">The head's height.</param>
/// <param name="Tip">The head's hash.</param>
/// <param name="Time">The head's timestamp, Unix seconds.</param>
/// <param name="Bits">The head's compact target.</param>
/// <param name="Work">Expected hashes of all blocks together.</param>
internal sealed record ChainFacts(
    string Where, ChainParameters Parameters, long Height, Hash256 Tip, uint Time, CompactTarget Bits, UInt256 Work);
