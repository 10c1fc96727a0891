using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Core.Tests.Ledger;
using MiningGrid.Core.Tests.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

public class BlockTests
{
    private static readonly Gen<Block> Blocks =
        from header in Transactions.Bytes(BlockHeader.Size)
        from transactions in Transactions.All.ListOf()
        select new Block(BlockHeader.Parse(header), [.. transactions]);

    [Fact]
    public void A_block_is_read_back_as_it_was_written() =>
        Prop.ForAll(Blocks.ToArbitrary(), block =>
        {
            byte[] bytes = block.ToBytes();
            Block read = Block.Parse(bytes);
            return block.Size == bytes.Length
                && read.Header == block.Header
                && read.Hash == block.Hash
                && read.Transactions.SequenceEqual(block.Transactions)
                && read.ToBytes().AsSpan().SequenceEqual(bytes);
        }).Check(100);

    [Fact]
    public void Whatever_bytes_are_accepted_are_the_blocks_own() =>
        Prop.ForAll(Transactions.Mutations(Blocks.Select(block => block.ToBytes())).ToArbitrary(), IsRefusedOrCanonical).Check(500);

    [Fact]
    public void Random_bytes_never_throw() =>
        Prop.ForAll(
            (from header in Transactions.Bytes(BlockHeader.Size) from rest in ArbMap.Default.GeneratorFor<byte>().ArrayOf() select (byte[])[.. header, .. rest]).ToArbitrary(),
            IsRefusedOrCanonical).Check(500);

    [Fact]
    public void The_size_is_that_of_the_encoding_at_each_length_of_the_count()
    {
        var coinbase = new Coinbase(Hash256.Zero, 0, Address.Nobody, 0, 0, string.Empty);
        foreach (int count in new[] { 0, 1, 252, 253, 65_535, 65_536 })
        {
            var block = new Block(TestChains.Easy.Genesis.Header, [.. Enumerable.Repeat(coinbase, count)]);
            Assert.Equal(block.Size, block.ToBytes().Length);
        }
    }

    [Fact]
    public void A_count_that_the_bytes_cannot_hold_is_refused_before_anything_is_allocated()
    {
        byte[] bytes = [.. new byte[BlockHeader.Size], 0xfe, 0, 0, 0, 0, .. new byte[100]];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(81), 50_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(Block.TryParse(bytes, out _, out var reason));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.Equal(RejectWords.DecodeFailed, reason.Word);
    }

    [Fact]
    public void More_bytes_than_any_chain_allows_are_refused()
    {
        Assert.False(Block.TryParse(new byte[Block.MaxBytes + 1], out _, out var reason));
        Assert.Equal(RejectWords.BadBlockLength, reason.Word);
        Assert.Throws<FormatException>(() => Block.Parse([]));
    }

    private static bool IsRefusedOrCanonical(byte[] bytes) =>
        Block.TryParse(bytes, out var read, out RejectReason reason)
            ? reason.IsNone && read.ToBytes().AsSpan().SequenceEqual(bytes)
            : reason.Word == RejectWords.DecodeFailed && read is null;
}
