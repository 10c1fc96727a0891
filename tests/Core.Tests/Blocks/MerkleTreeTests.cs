using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Core.Tests.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

public class MerkleTreeTests
{
    [Fact]
    public void Real_blocks_have_the_roots_that_their_headers_hold()
    {
        foreach (RealBlock block in RealBlocks.All)
        {
            var header = BlockHeader.Parse(Convert.FromHexString(block.HeaderHex));
            Assert.Equal(block.Hash, header.Hash.ToString());
            Assert.Equal(block.MerkleRoot, header.MerkleRoot.ToString());
            Assert.Equal(header.MerkleRoot, MerkleTree.Root(block.Ids, out bool mutated));
            Assert.False(mutated);
        }
    }

    [Fact]
    public void Repeating_the_last_ids_keeps_the_root_and_is_flagged()
    {
        // CVE-2012-2459: with n ids, repeating the last 2^k, the lowest bit set of n, gives the same root.
        foreach (RealBlock block in RealBlocks.All)
        {
            for (int length = 3; length <= block.Ids.Length; length++)
            {
                if (BitOperations.IsPow2(length))
                    continue;
                Hash256[] ids = block.Ids[..length];
                Hash256[] repeated = [.. ids, .. ids[^(length & -length)..]];
                Assert.Equal(MerkleTree.Root(ids, out bool mutated), MerkleTree.Root(repeated, out bool repeatedMutated));
                Assert.False(mutated);
                Assert.True(repeatedMutated);
            }
        }
    }

    [Fact]
    public void One_id_is_its_own_root_and_none_has_the_zero_root()
    {
        Hash256 id = Ids(1)[0];
        Assert.Equal(id, MerkleTree.Root([id], out _));
        Assert.Empty(MerkleTree.Branch([id], 0));
        Assert.Equal(Hash256.Zero, MerkleTree.Root([], out _));
    }

    [Fact]
    public void Every_branch_leads_to_the_root_and_no_other_leaf_does() =>
        Prop.ForAll(
            (from count in Gen.Choose(1, 70) from index in Gen.Choose(0, count - 1) select (count, index)).ToArbitrary(),
            shape =>
            {
                Hash256[] ids = Ids(shape.count);
                Hash256[] branch = MerkleTree.Branch(ids, shape.index);
                Hash256 root = MerkleTree.Root(ids, out bool mutated);
                return !mutated
                    && root == MerkleTree.RootFromBranch(ids[shape.index], branch, shape.index)
                    && root != MerkleTree.RootFromBranch(Hash256.Zero, branch, shape.index);
            }).Check(200);

    private static Hash256[] Ids(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Hash256.DoubleSha256(BitConverter.GetBytes(i)))];
}
