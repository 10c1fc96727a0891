using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Core.Tests.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

public class BlockHeaderTests
{
    [Fact]
    public void Bitcoins_genesis_header_has_its_fields_and_hash()
    {
        var header = BlockHeader.Parse(KnownHeaders.Genesis);
        Assert.Equal(1, header.Version);
        Assert.Equal(Hash256.Zero, header.PreviousHash);
        Assert.Equal("4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b", header.MerkleRoot.ToString());
        Assert.Equal(1_231_006_505u, header.Time);
        Assert.Equal(0x1d00ffffu, header.Bits.Bits);
        Assert.Equal(2_083_236_893u, header.Nonce);
        Assert.Equal("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f", header.Hash.ToString());
        Assert.Equal(KnownHeaders.Genesis, header.ToBytes());
    }

    [Fact]
    public void Block_125552_hashes_as_the_chain_says()
    {
        var header = new BlockHeader(
            1,
            Hash256.Parse("00000000000008a3a41b85b8b29ad444def299fee21793cd8b9e567eab02cd81"),
            Hash256.Parse("2b12fcf1b09288fcaff797d71e950e71ae42b91e8bdb2304758dfcffc2b620e3"),
            1_305_998_791,
            new CompactTarget(0x1a44b9f2),
            2_504_433_986);
        Assert.Equal("00000000000000001e8d6829a8a21adc5d38d0a473b144b6765798e61f98bd1d", header.Hash.ToString());
    }

    [Fact]
    public void Any_80_bytes_are_read_and_written_back() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<byte>().ListOf(BlockHeader.Size).ToArbitrary(),
            bytes => BlockHeader.Parse([.. bytes]).ToBytes().AsSpan().SequenceEqual([.. bytes])).Check(200);

    [Theory]
    [InlineData(0)]
    [InlineData(79)]
    [InlineData(81)]
    public void Any_other_length_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => BlockHeader.Parse(new byte[length]));
}
