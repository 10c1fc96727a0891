using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Grains.Chain;

/// <summary>The state names of a chain's records.</summary>
internal static class BlockNames
{
    /// <summary>The block at a height; names sort as heights do.</summary>
    public static string Block(long height) => $"block-{height:D12}";

    /// <summary>The height of the block of a hash.</summary>
    public static string Height(Hash256 hash) => $"hash-{hash}";

    /// <summary>The place of a transaction.</summary>
    public static string Place(Hash256 transaction) => $"tx-{transaction}";
}
