using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

/// <summary>Headers mined on the spot, on networks whose targets every few hashes meet.</summary>
internal static class SyntheticHeaders
{
    public static HeaderNetwork Network(BitcoinDifficulty difficulty)
    {
        var genesis = BlockHeader.Parse(MineOne(Hash256.Zero, 1_700_000_000, difficulty.LimitBits));
        return new HeaderNetwork("synthetic", genesis, difficulty);
    }

    /// <summary>The network's headers from genesis on; each block comes some seconds after its parent.</summary>
    public static byte[] Mine(HeaderNetwork network, int count, Func<int, uint> seconds)
    {
        var headers = new byte[count * BlockHeader.Size];
        network.Genesis.Write(headers);
        Hash256 tip = network.Genesis.Hash;
        var window = DifficultyWindow.StartAt(network.Difficulty, new PastBlock(0, network.Genesis.Time, network.Genesis.Bits));
        for (int height = 1; height < count; height++)
        {
            uint time = window.Tip.Time + seconds(height);
            byte[] header = MineOne(tip, time, window.NextBits(time));
            header.CopyTo(headers, height * BlockHeader.Size);
            tip = Hash256.OfHeader(header);
            window = window.Append(time, new CompactTarget(BitConverter.ToUInt32(header, 72)));
        }

        return headers;
    }

    public static byte[] MineOne(Hash256 previous, uint time, CompactTarget bits)
    {
        byte[] header = new BlockHeader(1, previous, Hash256.Zero, time, bits, 0).ToBytes();
        UInt256 target = Target.FromCompact(bits);
        for (uint nonce = 0; Hash256.OfHeader(header).ToUInt256() > target; nonce++)
            BitConverter.TryWriteBytes(header.AsSpan(76), nonce);
        return header;
    }

    public static BlockHeader Last(ReadOnlySpan<byte> headers) => BlockHeader.Parse(headers[^BlockHeader.Size..]);

    public static IEnumerable<BlockHeader> Split(byte[] headers) => headers.Chunk(BlockHeader.Size).Select(header => BlockHeader.Parse(header));
}
