using MiningGrid.Core.Blocks;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Headers;

public sealed class HeadersVerifyTests
{
    // Bitcoin's first three blocks.
    private const string Mainnet =
        "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c" +
        "010000006fe28c0ab6f1b372c1a6a246ae63f74f931e8365e15a089c68d6190000000000982051fd1e4ba744bbbe680e1fee14677ba1a3c3540bf7b1cdb606e857233e0e61bc6649ffff001d01e36299" +
        "010000004860eb18bf1b1620e37e9490fc8a427514416fd75159ab86688e9a8300000000d5fdcc541e25de1c7a5addedf24858b8bb665c9f36ef744ee42c316022c90f9bb0bc6649ffff001d08d2bd61";

    private static readonly byte[] Regtest = RegtestFile.Make(3000);

    [Fact]
    public async Task Headers_of_mainnet_hold_by_default()
    {
        var result = await Verify(Convert.FromHexString(Mainnet), "--json");

        var verified = Assert.Single(result.Expect(0).Events);
        Assert.True(verified.GetProperty("valid").GetBoolean());
        Assert.Equal(3, verified.GetProperty("count").GetInt64());
        Assert.Equal("000000006a625f06636b8bb6ac7b960a8d03705d1ace08b1a19da3fdcc99ddbd", verified.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task Headers_of_regtest_hold_with_its_rules_and_not_with_mainnets()
    {
        var good = await Verify(Regtest, "--network", "regtest");
        var bad = await Verify(Regtest, "--network", "mainnet");

        Assert.Contains("3000 headers of regtest hold, height 0 to 2999", good.Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("height 0 does not hold", bad.Expect(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_link_is_found_where_it_is()
    {
        var broken = RegtestFile.Change(Regtest, 1234, header => header with { PreviousHash = header.MerkleRoot });

        await AssertBad(broken, 1234, "prev-blk-not-found");
    }

    [Fact]
    public async Task A_missing_proof_of_work_is_found_where_it_is()
    {
        var broken = Regtest.ToArray();
        var place = broken.AsSpan(777 * BlockHeader.Size, BlockHeader.Size);
        var header = BlockHeader.Parse(place);
        while (Core.ProofOfWork.Target.IsMet(header.Hash, header.Bits, Core.ProofOfWork.Target.FromCompact(header.Bits)))
            header = header with { Nonce = header.Nonce + 1 };
        header.Write(place);

        await AssertBad(broken, 777, "high-hash");
    }

    [Fact]
    public async Task A_time_not_after_the_median_is_found_where_it_is()
    {
        var broken = RegtestFile.Change(Regtest, 2000, header => header with { Time = header.Time - (6 * 60) });

        await AssertBad(broken, 2000, "time-too-old");
    }

    [Fact]
    public async Task Headers_from_a_later_start_are_checked_as_far_as_they_can_be()
    {
        var later = Regtest[(500 * BlockHeader.Size)..];

        var result = await Verify(later, "--network", "regtest", "--start", "500");

        result.Expect(0);
        Assert.Contains("2500 headers of regtest hold, height 500 to 2999", result.Output, StringComparison.Ordinal);
        Assert.Contains("Not checked:", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(79)]
    [InlineData(81)]
    public async Task A_file_that_can_not_be_headers_is_wrong_usage(int length)
    {
        var result = await Verify(new byte[length]);

        result.Expect(2);
        Assert.Contains($"has {length} bytes", result.Error, StringComparison.Ordinal);
        Assert.Contains("80 bytes each", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_wrong_usage()
    {
        var result = await Minegrid.Run("headers", "verify", "nowhere.bin");

        Assert.Contains("nowhere.bin", result.Expect(2).Error, StringComparison.Ordinal);
    }

    private static async Task AssertBad(byte[] headers, int height, string word)
    {
        var result = await Verify(headers, "--network", "regtest", "--json");

        var verified = Assert.Single(result.Expect(1).Events);
        Assert.False(verified.GetProperty("valid").GetBoolean());
        Assert.Equal(height, verified.GetProperty("height").GetInt64());
        Assert.Equal(height, verified.GetProperty("count").GetInt64());
        Assert.Equal(word, verified.GetProperty("reject").GetString());
    }

    private static async Task<MinegridResult> Verify(byte[] headers, params string[] options)
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder["headers.bin"], headers);
        return await Minegrid.Run(folder, ["headers", "verify", "headers.bin", .. options]);
    }
}
