using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Core.Tests.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

public class HeaderChainVerifierTests
{
    private const int Interval = 16;

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    // Blocks 1 and 2 of the main chain.
    private static readonly byte[] MainnetBlock1 = Convert.FromHexString(
        "010000006fe28c0ab6f1b372c1a6a246ae63f74f931e8365e15a089c68d6190000000000982051fd1e4ba744bbbe680e1fee14677ba1a3c3540bf7b1cdb606e857233e0e61bc6649ffff001d01e36299");

    private static readonly byte[] MainnetBlock2 = Convert.FromHexString(
        "010000004860eb18bf1b1620e37e9490fc8a427514416fd75159ab86688e9a8300000000d5fdcc541e25de1c7a5addedf24858b8bb665c9f36ef744ee42c316022c90f9bb0bc6649ffff001d08d2bd61");

    private static readonly HeaderNetwork Retargeting = SyntheticHeaders.Network(new BitcoinDifficulty(TestChains.EasyLimit, 600, Interval));
    private static readonly HeaderNetwork Forgiving = SyntheticHeaders.Network(new BitcoinDifficulty(TestChains.EasyLimit, 600, Interval, easyWhenLate: true));

    [Theory]
    [InlineData("mainnet", "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f")]
    [InlineData("testnet", "000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943")]
    [InlineData("signet", "00000008819873e925422c1ff0f99f7cc9bbb232af63a077a480a3633bee1ef6")]
    [InlineData("regtest", "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206")]
    public void Each_network_begins_with_its_genesis(string name, string genesisHash)
    {
        Assert.True(HeaderNetwork.TryGet(name, out var network));
        Assert.Equal(genesisHash, network.Genesis.Hash.ToString());
        var verifier = new HeaderChainVerifier(network, Now);
        Assert.Equal(RejectReason.None, verifier.Add(network.Genesis.ToBytes()));

        verifier = new HeaderChainVerifier(network, Now);
        var other = HeaderNetwork.All.First(candidate => candidate != network);
        Assert.NotEqual(RejectReason.None, verifier.Add(other.Genesis.ToBytes()));
    }

    [Fact]
    public void The_first_blocks_of_the_main_chain_are_good()
    {
        var verifier = new HeaderChainVerifier(HeaderNetwork.Mainnet, Now);
        foreach (byte[] header in new[] { KnownHeaders.Genesis, MainnetBlock1, MainnetBlock2 })
            Assert.Equal(RejectReason.None, verifier.Add(header));
        Assert.True(verifier.Report.IsGood);
        Assert.Equal(2, verifier.Report.LastHeight);
        Assert.Empty(verifier.Report.Unchecked);
        Assert.Equal("000000006a625f06636b8bb6ac7b960a8d03705d1ace08b1a19da3fdcc99ddbd", verifier.Report.TipHash.ToString());
    }

    [Fact]
    public void A_header_in_the_middle_of_the_main_chain_stands_alone_with_what_cannot_be_checked_said()
    {
        RealBlock block = RealBlocks.All[0];
        var verifier = new HeaderChainVerifier(HeaderNetwork.Mainnet, Now, 482_683);
        Assert.Equal(RejectReason.None, verifier.Add(Convert.FromHexString(block.HeaderHex)));
        Assert.Equal(block.Hash, verifier.Report.TipHash.ToString());
        Assert.Equal(3, verifier.Report.Unchecked.Length);
    }

    [Fact]
    public async Task A_hundred_thousand_regtest_headers_are_good()
    {
        byte[] headers = SyntheticHeaders.Mine(HeaderNetwork.Regtest, 100_000, _ => 1);
        var verifier = new HeaderChainVerifier(HeaderNetwork.Regtest, Now);
        using var stream = new MemoryStream(headers);
        HeaderChainReport report = await verifier.AddAllAsync(stream);
        Assert.Null(report.Failure);
        Assert.Equal(100_000, report.Count);
        Assert.Equal((UInt256)200_000, report.Work);
    }

    [Fact]
    public void Retargets_are_checked_from_genesis_on()
    {
        byte[] headers = SyntheticHeaders.Mine(Retargeting, 5 * Interval, height => height < 40 ? 300u : 1500u);
        HeaderChainReport report = Verify(Retargeting, headers);
        Assert.Null(report.Failure);
        Assert.Equal(4, report.RetargetsChecked);
        Assert.Empty(report.Unchecked);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(Interval)]
    [InlineData(Interval + 1)]
    public void Bits_that_the_rule_does_not_ask_for_are_found_at_their_height(int height)
    {
        byte[] headers = SyntheticHeaders.Mine(Retargeting, height, _ => 600);
        byte[] bad = SyntheticHeaders.MineOne(SyntheticHeaders.Last(headers).Hash, SyntheticHeaders.Last(headers).Time + 600, new CompactTarget(0x207ffffe));
        AssertFailsAt(height, RejectWords.BadDiffBits, Verify(Retargeting, [.. headers, .. bad]));
    }

    [Fact]
    public void A_changed_bit_anywhere_is_found_at_its_height()
    {
        byte[] headers = SyntheticHeaders.Mine(Retargeting, 40, _ => 600);
        for (int at = 0; at < headers.Length; at += 13)
        {
            byte[] changed = [.. headers];
            changed[at] ^= 0x10;
            HeaderChainReport report = Verify(Retargeting, changed);

            // A change that still is a proof of work, good bits and a good time shows in the next header's link; in the last it can't.
            int height = at / BlockHeader.Size;
            if (height < 39)
                Assert.InRange(report.Failure!.Height, height, height + 1);
        }
    }

    [Fact]
    public void A_missing_header_is_found()
    {
        byte[] headers = SyntheticHeaders.Mine(HeaderNetwork.Regtest, 10, _ => 600);
        byte[] cut = [.. headers.AsSpan(0, 5 * 80), .. headers.AsSpan(6 * 80)];
        AssertFailsAt(5, RejectWords.PreviousNotFound, Verify(HeaderNetwork.Regtest, cut));
    }

    [Fact]
    public void A_hash_above_the_target_is_found()
    {
        byte[] headers = SyntheticHeaders.Mine(HeaderNetwork.Regtest, 3, _ => 600);
        BlockHeader last = SyntheticHeaders.Last(headers);
        var bad = new BlockHeader(1, last.Hash, Hash256.Zero, last.Time + 600, last.Bits, 0);
        while (bad.Hash.ToUInt256() <= TestChains.EasyLimit)
            bad = bad with { Nonce = bad.Nonce + 1 };
        AssertFailsAt(3, RejectWords.HighHash, Verify(HeaderNetwork.Regtest, [.. headers, .. bad.ToBytes()]));
    }

    [Fact]
    public void Times_not_after_the_median_or_too_far_ahead_are_found()
    {
        byte[] headers = SyntheticHeaders.Mine(HeaderNetwork.Regtest, 20, _ => 600);
        BlockHeader last = SyntheticHeaders.Last(headers);
        uint median = last.Time - (5 * 600);
        Assert.True(Verify(HeaderNetwork.Regtest, [.. headers, .. SyntheticHeaders.MineOne(last.Hash, median + 1, last.Bits)]).IsGood);
        AssertFailsAt(20, RejectWords.TimeTooOld, Verify(HeaderNetwork.Regtest, [.. headers, .. SyntheticHeaders.MineOne(last.Hash, median, last.Bits)]));

        uint latest = (uint)Now.ToUnixTimeSeconds() + 7200;
        Assert.True(Verify(HeaderNetwork.Regtest, [.. headers, .. SyntheticHeaders.MineOne(last.Hash, latest, last.Bits)]).IsGood);
        AssertFailsAt(20, RejectWords.TimeTooNew, Verify(HeaderNetwork.Regtest, [.. headers, .. SyntheticHeaders.MineOne(last.Hash, latest + 1, last.Bits)]));
    }

    [Fact]
    public void A_late_block_of_a_testnet_is_easy_and_the_next_is_not()
    {
        byte[] headers = SyntheticHeaders.Mine(Forgiving, 3 * Interval, height => height % 5 == 0 ? 1201u : 100u);
        HeaderChainReport report = Verify(Forgiving, headers);
        Assert.Null(report.Failure);
        Assert.Contains(SyntheticHeaders.Split(headers), header => header.Bits != Forgiving.Difficulty.LimitBits);

        BlockHeader last = SyntheticHeaders.Last(headers.AsSpan(0, 42 * 80));
        Assert.NotEqual(Forgiving.Difficulty.LimitBits, last.Bits);
        byte[] early = SyntheticHeaders.MineOne(last.Hash, last.Time + 1200, Forgiving.Difficulty.LimitBits);
        AssertFailsAt(42, RejectWords.BadDiffBits, Verify(Forgiving, [.. headers.AsSpan(0, 42 * 80), .. early]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Interval)]
    [InlineData(Interval + 3)]
    public void From_a_later_start_retargets_are_checked_as_soon_as_a_whole_period_is_there(int start)
    {
        byte[] headers = SyntheticHeaders.Mine(Retargeting, 5 * Interval, height => height < 40 ? 300u : 1500u);
        byte[] part = headers[(start * 80)..];
        HeaderChainReport report = Verify(Retargeting, part, start);
        Assert.Null(report.Failure);
        Assert.Equal(start, report.FirstHeight);
        Assert.Equal((5 * Interval) - 1, report.LastHeight);
        Assert.Equal(start % Interval == 0 ? 3 : 4 - (start / Interval) - 1, report.RetargetsChecked);
        Assert.Equal(3, report.Unchecked.Length);

        Hash256 parent = SyntheticHeaders.Last(headers.AsSpan(0, start * 80)).Hash;
        Assert.Equal(2, Verify(Retargeting, part, start, parent).Unchecked.Length);
        AssertFailsAt(start, RejectWords.PreviousNotFound, Verify(Retargeting, part, start, Hash256.Zero));
    }

    [Fact]
    public void From_a_later_start_a_retarget_by_more_than_a_factor_of_four_is_found_all_the_same()
    {
        BlockHeader first = BlockHeader.Parse(SyntheticHeaders.MineOne(Hash256.Zero, 1000, new CompactTarget(0x20400000)));
        byte[] four = SyntheticHeaders.MineOne(first.Hash, 1600, new CompactTarget(0x20100000));
        byte[] more = SyntheticHeaders.MineOne(first.Hash, 1600, new CompactTarget(0x200fffff));
        Assert.True(Verify(Retargeting, [.. first.ToBytes(), .. four], Interval - 1).IsGood);
        AssertFailsAt(Interval, RejectWords.BadDiffBits, Verify(Retargeting, [.. first.ToBytes(), .. more], Interval - 1));
    }

    [Fact]
    public void Bytes_that_are_no_whole_header_are_found_at_the_end()
    {
        byte[] headers = SyntheticHeaders.Mine(HeaderNetwork.Regtest, 5000, _ => 1);
        AssertFailsAt(5000, RejectWords.DecodeFailed, Verify(HeaderNetwork.Regtest, [.. headers, 1, 2, 3]));
    }

    [Fact]
    public void Nothing_after_a_bad_header_is_verified()
    {
        var verifier = new HeaderChainVerifier(HeaderNetwork.Mainnet, Now);
        verifier.Add(MainnetBlock1);
        Assert.Throws<InvalidOperationException>(() => verifier.Add(KnownHeaders.Genesis));
        Assert.Equal(0, verifier.Report.Count);
        Assert.Equal(-1, verifier.Report.LastHeight);
    }

    [Fact]
    public async Task A_stream_that_gives_a_few_bytes_at_a_time_is_read_all_the_same()
    {
        byte[] headers = SyntheticHeaders.Mine(HeaderNetwork.Regtest, 50, _ => 600);
        using var stream = new TricklingStream(headers);
        HeaderChainReport report = await new HeaderChainVerifier(HeaderNetwork.Regtest, Now).AddAllAsync(stream);
        Assert.Null(report.Failure);
        Assert.Equal(50, report.Count);
    }

    private static HeaderChainReport Verify(HeaderNetwork network, byte[] headers, int firstHeight = 0, Hash256? previous = null)
    {
        var verifier = new HeaderChainVerifier(network, Now, firstHeight, previous);
        for (int at = 0; at < headers.Length && verifier.Report.IsGood; at += BlockHeader.Size)
            verifier.Add(headers.AsSpan(at, Math.Min(BlockHeader.Size, headers.Length - at)));
        return verifier.Report;
    }

    private static void AssertFailsAt(int height, string word, HeaderChainReport report)
    {
        Assert.NotNull(report.Failure);
        Assert.Equal((height, word), (report.Failure.Height, report.Failure.Reason.Word));
        Assert.Equal(height - report.FirstHeight, report.Count);
    }
}
