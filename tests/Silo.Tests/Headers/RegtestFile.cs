using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Silo.Tests.Headers;

/// <summary>Makes files of headers on Bitcoin's regtest, where every other hash is a proof of work.</summary>
internal static class RegtestFile
{
    private static readonly UInt256 Limit = Target.FromCompact(HeaderNetwork.Regtest.Genesis.Bits);

    public static byte[] Make(int headers)
    {
        var bytes = new byte[headers * BlockHeader.Size];
        var header = HeaderNetwork.Regtest.Genesis;
        for (var height = 0; ; height++)
        {
            header.Write(bytes.AsSpan(height * BlockHeader.Size, BlockHeader.Size));
            if (height == headers - 1)
                return bytes;
            header = Solve(header with { PreviousHash = header.Hash, Time = header.Time + 60, Nonce = 0 });
        }
    }

    /// <summary>Changes a header and gives it a proof of work again, so that only the change can be wrong.</summary>
    public static byte[] Change(byte[] headers, int height, Func<BlockHeader, BlockHeader> change)
    {
        var bytes = headers.ToArray();
        var place = bytes.AsSpan(height * BlockHeader.Size, BlockHeader.Size);
        Solve(change(BlockHeader.Parse(place))).Write(place);
        return bytes;
    }

    private static BlockHeader Solve(BlockHeader header)
    {
        while (header.Hash.ToUInt256() > Limit)
            header = header with { Nonce = header.Nonce + 1 };
        return header;
    }
}
