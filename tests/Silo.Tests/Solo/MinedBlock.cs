using System.Security.Cryptography;
using System.Text.Json;

namespace MiningGrid.Silo.Tests.Solo;

/// <summary>A block as the command line tells it, checked here with nothing but SHA-256: no code of ours has a say.</summary>
internal sealed record MinedBlock(long Height, string Hash, byte[] Header, string[] TransactionIds)
{
    public static MinedBlock From(JsonElement block)
    {
        Assert.Equal("block", block.GetProperty("event").GetString());
        var header = Convert.FromHexString(block.GetProperty("header").GetString()!);
        Assert.Equal(80, header.Length);
        Assert.Equal(block.GetProperty("nonce").GetUInt32(), BitConverter.ToUInt32(header, 76));
        return new(
            block.GetProperty("height").GetInt64(),
            block.GetProperty("hash").GetString()!,
            header,
            [.. block.GetProperty("txids").EnumerateArray().Select(id => id.GetString()!)]);
    }

    /// <summary>The hash of the block before, in display order.</summary>
    public string Previous => Display(Header.AsSpan(4, 32));

    public string MerkleRoot => Display(Header.AsSpan(36, 32));

    public string ComputedHash => Display(SHA256.HashData(SHA256.HashData(Header)));

    public int LeadingZeroBits
    {
        get
        {
            var bits = 0;
            foreach (var digit in Hash)
            {
                var value = Convert.ToInt32($"{digit}", 16);
                bits += value == 0 ? 4 : 3 - (int)Math.Log2(value);
                if (value != 0)
                    break;
            }
            return bits;
        }
    }

    private static string Display(ReadOnlySpan<byte> wire)
    {
        var reversed = wire.ToArray();
        Array.Reverse(reversed);
        return Convert.ToHexStringLower(reversed);
    }
}
