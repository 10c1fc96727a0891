using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

internal sealed record RealBlock(string Hash, string HeaderHex, string MerkleRoot, Hash256[] Ids);
