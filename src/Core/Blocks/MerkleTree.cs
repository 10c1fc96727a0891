using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>Bitcoin's merkle tree (consensus/merkle.cpp): pairs are hashed with double SHA-256, an odd last one with itself.</summary>
public static class MerkleTree
{
    /// <summary>The root over a block's transaction ids.</summary>
    /// <param name="ids">The ids in the block's order.</param>
    /// <param name="mutated">
    /// True when two equal ids or subtrees stand where a duplicated odd one would: the same root belongs to a shorter list, and so the
    /// list must be refused without refusing the header (CVE-2012-2459).
    /// </param>
    /// <returns>The root; zero for no ids.</returns>
    public static Hash256 Root(IReadOnlyList<Hash256> ids, out bool mutated)
    {
        ArgumentNullException.ThrowIfNull(ids);
        mutated = false;
        if (ids.Count == 0)
            return Hash256.Zero;

        Hash256[] level = [.. ids];
        for (int count = level.Length; count > 1; count = (count + 1) / 2)
        {
            for (int i = 0; i + 1 < count; i += 2)
                mutated |= level[i] == level[i + 1];
            HashPairs(level, count);
        }

        return level[0];
    }

    /// <summary>The hashes that lead from one id to the root, from the leaf up: what proves that a block holds it.</summary>
    /// <param name="ids">The ids in the block's order.</param>
    /// <param name="index">Which of them, 0-based.</param>
    public static Hash256[] Branch(IReadOnlyList<Hash256> ids, int index)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ids.Count);

        var branch = new List<Hash256>();
        Hash256[] level = [.. ids];
        for (int count = level.Length; count > 1; count = (count + 1) / 2)
        {
            branch.Add(level[Math.Min(index ^ 1, count - 1)]);
            HashPairs(level, count);
            index >>= 1;
        }

        return [.. branch];
    }

    /// <summary>The root that an id and its branch lead to.</summary>
    /// <param name="leaf">The id.</param>
    /// <param name="branch">Its branch, as <see cref="Branch"/> gives it.</param>
    /// <param name="index">Its place among the ids, 0-based.</param>
    public static Hash256 RootFromBranch(Hash256 leaf, IReadOnlyList<Hash256> branch, int index)
    {
        ArgumentNullException.ThrowIfNull(branch);
        Hash256 hash = leaf;
        foreach (Hash256 other in branch)
        {
            hash = (index & 1) == 0 ? HashPair(hash, other) : HashPair(other, hash);
            index >>= 1;
        }

        return hash;
    }

    private static void HashPairs(Hash256[] level, int count)
    {
        for (int i = 0; i < count; i += 2)
            level[i / 2] = HashPair(level[i], level[Math.Min(i + 1, count - 1)]);
    }

    private static Hash256 HashPair(Hash256 left, Hash256 right)
    {
        Span<byte> pair = stackalloc byte[2 * Hash256.Size];
        left.CopyTo(pair);
        right.CopyTo(pair[Hash256.Size..]);
        return Hash256.DoubleSha256(pair);
    }
}
