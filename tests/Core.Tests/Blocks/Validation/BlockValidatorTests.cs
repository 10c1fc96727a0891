using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Core.Tests.Ledger;
using MiningGrid.Core.Tests.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

public class BlockValidatorTests
{
    private static readonly ChainParameters Chain = TestChains.Easy;
    private static readonly ChainContext Parent = ChainContext.AtGenesis(Chain);
    private static readonly DateTimeOffset Now = TestChains.Now;
    private static readonly Block Good = TestChains.Mine(TestChains.Template(Parent, Now));
    private static readonly Coinbase GoodCoinbase = (Coinbase)Good.Transactions[0];

    [Fact]
    public void A_mined_block_is_accepted() => Assert.Same(RejectReason.None, BlockValidator.Check(Good, Parent, Now));

    [Fact]
    public void A_chain_of_mined_blocks_is_accepted_under_each_rule()
    {
        DifficultyRule[] rules =
        [
            new FixedDifficulty(TestChains.EasyLimit, 10), new BitcoinDifficulty(TestChains.EasyLimit, 10, 4),
            new DarkGravityWave(TestChains.EasyLimit, 10), new AsertDifficulty(TestChains.EasyLimit, 10, 100),
        ];
        foreach (DifficultyRule rule in rules)
        {
            var context = ChainContext.AtGenesis(TestChains.Named("grow", halvingInterval: 10, rule: rule));
            DateTimeOffset now = Now;
            for (int height = 1; height <= 40; height++)
            {
                now += TimeSpan.FromSeconds(9);
                Block block = TestChains.Mine(TestChains.Template(context, now));
                Assert.Equal(RejectReason.None, BlockValidator.Check(block, context, now));
                context = context.Append(block.Header);
            }
        }
    }

    [Fact]
    public void The_same_block_again_is_a_duplicate_and_another_for_its_place_is_stale()
    {
        ChainContext next = Parent.Append(Good.Header);
        AssertRejected(RejectWords.Duplicate, Good, next);
        AssertRejected(RejectWords.StalePrevious, TestChains.Remine(Good, header => header with { Time = header.Time + 1 }), next);
    }

    [Fact]
    public void A_hash_above_the_target_or_bits_that_are_no_target_are_high_hash()
    {
        BlockHeader header = Good.Header;
        while (header.Hash.ToUInt256() <= TestChains.EasyLimit)
            header = header with { Nonce = header.Nonce + 1 };
        AssertRejected(RejectWords.HighHash, new Block(header, Good.Transactions));

        foreach (uint bits in new uint[] { 0, 0x1d80ffff, 0xff7fffff, 0x2100ffff })
            AssertRejected(RejectWords.HighHash, TestChains.Remine(Good, old => old with { Bits = new CompactTarget(bits) }));
    }

    // Bitcoin Core, src/test/pow_tests.cpp: proof of work that must fail whatever the hash.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", 0x1d80ffff)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", 0xff7fffff)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", 0x1d01ffff)]
    [InlineData("00000001fffffffffffffffffffffffffffffffffffffffffffffffffffffffe", 0x1d00ffff)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x00000000)]
    public void Proof_of_work_fails_as_in_Bitcoin_Core(string hash, uint bits) =>
        Assert.Equal(RejectWords.HighHash, HeaderRules.CheckProofOfWork(new CompactTarget(bits), Hash256.Parse(hash), UInt256.MaxValue >> 32).Word);

    [Fact]
    public void Bits_other_than_the_rules_are_bad_diffbits() =>
        AssertRejected(RejectWords.BadDiffBits, TestChains.Remine(Good, header => header with { Bits = new CompactTarget(0x207ffffe) }));

    [Fact]
    public void Times_are_after_the_median_and_at_most_two_hours_ahead()
    {
        uint latest = (uint)Now.ToUnixTimeSeconds() + 7200;
        AssertRejected(RejectWords.TimeTooOld, TestChains.Remine(Good, header => header with { Time = TestChains.GenesisTime }));
        AssertRejected(RejectWords.TimeTooNew, TestChains.Remine(Good, header => header with { Time = latest + 1 }));
        foreach (uint time in new[] { TestChains.GenesisTime + 1, latest })
            Assert.Equal(RejectReason.None, BlockValidator.Check(TestChains.Remine(Good, header => header with { Time = time }), Parent, Now));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0x20000001)]
    [InlineData(-1)]
    public void Versions_that_the_chain_does_not_know_are_refused(int version) =>
        AssertRejected(RejectWords.BadVersion, TestChains.Remine(Good, header => header with { Version = version }));

    [Theory]
    [InlineData(0x20000000)]
    [InlineData(0x20002000)]
    [InlineData(0x30000000)]
    [InlineData(0x3fffe000)]
    public void Rolled_bits_are_a_version_where_the_chain_lets_miners_roll_them_and_nowhere_else(int version)
    {
        Block rolled = MineRolled(version);
        Assert.Equal(RejectReason.None, BlockValidator.Check(rolled, ChainContext.AtGenesis(TestChains.Rolling), Now));
        if (version != BlockValidator.HeaderVersion)
            AssertRejected(RejectWords.BadVersion, TestChains.Remine(Good, header => header with { Version = version }));
    }

    [Theory]
    [InlineData(0x20001000)]
    [InlineData(0x00002000)]
    [InlineData(0x60000000)]
    [InlineData(-1)]
    public void Bits_outside_the_mask_are_refused_there_too(int version)
    {
        RejectReason reason = BlockValidator.Check(MineRolled(version), ChainContext.AtGenesis(TestChains.Rolling), Now);
        Assert.Equal(RejectWords.BadVersion, reason.Word);
        Assert.Contains("0x1fffe000", reason.ToString(), StringComparison.Ordinal);
    }

    private static Block MineRolled(int version) => TestChains.Remine(
        TestChains.Mine(TestChains.Template(ChainContext.AtGenesis(TestChains.Rolling), Now)), header => header with { Version = version });

    [Fact]
    public void A_body_that_the_header_does_not_promise_is_refused()
    {
        AssertRejected(RejectWords.BadMerkleRoot, new Block(Good.Header, [GoodCoinbase.WithExtraNonce(99)]));
        AssertRejected(RejectWords.BadMerkleRoot, new Block(Good.Header, []));
        AssertRejected(RejectWords.BadMerkleRoot, new Block(Good.Header, [GoodCoinbase, GoodCoinbase]));
    }

    [Fact]
    public void Repeated_transactions_under_the_same_root_are_refused()
    {
        using var key = SigningKey.Generate();
        Transfer[] transfers = [.. Enumerable.Range(0, 2).Select(nonce => Transfer.Sign(key, Chain.Id, default, 1, 0, (ulong)nonce))];
        Block block = TestChains.Mine(TestChains.Template(Parent, Now, transfers));
        AssertRejected(RejectWords.DuplicateTransactions, new Block(block.Header, [.. block.Transactions, transfers[1]]));
    }

    [Fact]
    public void A_transfer_that_is_there_twice_is_refused()
    {
        using var key = SigningKey.Generate();
        Transfer[] transfers = [.. Enumerable.Range(0, 3).Select(nonce => Transfer.Sign(key, Chain.Id, default, 1, 0, (ulong)nonce))];
        Block block = TestChains.Mine(TestChains.Template(Parent, Now, transfers[0], transfers[1], transfers[0], transfers[2]));
        AssertRejected(RejectWords.DuplicateTransactions, block);
    }

    [Fact]
    public void A_block_begins_with_its_only_coinbase()
    {
        using var key = SigningKey.Generate();
        var transfer = Transfer.Sign(key, Chain.Id, default, 1, 0, 0);
        AssertRejected(RejectWords.MissingCoinbase, TestChains.Remine(Good, header => header, transfer));
        AssertRejected(RejectWords.MissingCoinbase, TestChains.Remine(Good, header => header, transfer, GoodCoinbase));
        AssertRejected(RejectWords.MultipleCoinbases, TestChains.Remine(Good, header => header, GoodCoinbase, GoodCoinbase.WithExtraNonce(7)));
        AssertRejected(RejectWords.MissingCoinbase, new Block(TestChains.Remine(Good, header => header with { MerkleRoot = Hash256.Zero }).Header, []));
    }

    [Fact]
    public void A_coinbase_states_its_chain_and_height_and_pays_exactly_what_is_due()
    {
        AssertRejected(RejectWords.BadCoinbaseChain, WithCoinbase(new Coinbase(Hash256.Zero, 1, default, GoodCoinbase.Amount, 0, string.Empty)));
        AssertRejected(RejectWords.BadCoinbaseHeight, WithCoinbase(new Coinbase(Chain.Id, 2, default, GoodCoinbase.Amount, 0, string.Empty)));
        AssertRejected(RejectWords.BadCoinbaseAmount, WithCoinbase(new Coinbase(Chain.Id, 1, default, GoodCoinbase.Amount + 1, 0, string.Empty)));
        AssertRejected(RejectWords.BadCoinbaseAmount, WithCoinbase(new Coinbase(Chain.Id, 1, default, GoodCoinbase.Amount - 1, 0, string.Empty)));
        Assert.Equal(Chain.Subsidy, GoodCoinbase.Amount);
    }

    [Fact]
    public void A_message_longer_than_the_chain_allows_is_refused()
    {
        var chain = new ChainParameters("short", TestChains.GenesisTime, Chain.Difficulty, Chain.GenesisBits, 0, maxCoinbaseMessageBytes: 3);
        ChainContext parent = ChainContext.AtGenesis(chain);
        Assert.True(BlockTemplate.TryCreate(parent, default, "abc", [], Now, out var template, out _));
        Block block = TestChains.Mine(template);
        Assert.Equal(RejectReason.None, BlockValidator.Check(block, parent, Now));
        Block longer = TestChains.Remine(block, header => header, new Coinbase(chain.Id, 1, default, 0, 0, "abcd"));
        Assert.Equal(RejectWords.BadCoinbaseLength, BlockValidator.Check(longer, parent, Now).Word);
    }

    [Fact]
    public void A_block_larger_than_the_chain_allows_is_refused()
    {
        using var key = SigningKey.Generate();
        ChainParameters small = TestChains.Named("small", maxBlockBytes: 1000);
        ChainParameters large = TestChains.Named("small", maxBlockBytes: 1200);
        var transfers = Enumerable.Range(0, 2).Select(nonce => Transfer.Sign(key, small.Id, default, 1, 0, (ulong)nonce, new byte[300])).ToArray();
        Block block = TestChains.Mine(TestChains.Template(ChainContext.AtGenesis(large), Now, transfers));
        Assert.InRange(block.Size, 1001, 1200);
        Assert.Equal(RejectWords.BadBlockLength, BlockValidator.CheckBody(block, small).Word);
        Assert.NotEqual(RejectWords.BadBlockLength, BlockValidator.CheckBody(block, large).Word);
    }

    [Fact]
    public void Transfers_are_judged_and_then_refused_until_there_is_a_ledger()
    {
        using var key = SigningKey.Generate();
        var good = Transfer.Sign(key, Chain.Id, default, 1, 5, 0);
        AssertRejected(RejectWords.TransfersNotYet, TestChains.Mine(TestChains.Template(Parent, Now, good)));
        AssertRejected(RejectWords.BadTransferChain, TestChains.Mine(TestChains.Template(Parent, Now, Transfer.Sign(key, Hash256.Zero, default, 1, 5, 0))));
        AssertRejected(RejectWords.AmountOutOfRange, TestChains.Mine(TestChains.Template(Parent, Now, Transfer.Sign(key, Chain.Id, default, ulong.MaxValue, 1, 0))));

        var forged = new Transfer(Chain.Id, good.Sender, good.Recipient, 2, 5, 0, good.Data, good.Signature);
        AssertRejected(RejectWords.BadTransferSignature, TestChains.Mine(TestChains.Template(Parent, Now, forged)));

        byte[] highS = [.. good.Signature];
        (P256.Order - UInt256.ReadBigEndian(highS.AsSpan(32))).WriteBigEndian(highS.AsSpan(32));
        var malleated = new Transfer(Chain.Id, good.Sender, good.Recipient, 1, 5, 0, good.Data, [.. highS]);
        Assert.NotEqual(good.Id, malleated.Id);
        Assert.Equal(RejectWords.BadTransferSignature, TransferRules.Check(malleated, Chain).Word);
        Assert.Equal(RejectReason.None, TransferRules.Check(good, Chain));
    }

    [Fact]
    public void Fees_that_pass_64_bits_are_refused()
    {
        using var key = SigningKey.Generate();
        Transfer[] transfers = [.. Enumerable.Range(0, 2).Select(nonce => Transfer.Sign(key, Chain.Id, default, 0, ulong.MaxValue / 2, (ulong)nonce))];
        var block = new Block(Good.Header, [GoodCoinbase, .. transfers]);
        Assert.Equal(RejectWords.AmountOutOfRange, BlockValidator.CheckBodyInContext(block, Parent).Word);
        Assert.Throws<ArgumentException>(() => TestChains.Template(Parent, Now, transfers));
    }

    [Fact]
    public void A_reason_reads_as_a_word_and_a_sentence()
    {
        Assert.Equal("accepted", RejectReason.None.ToString());
        RejectReason reason = BlockValidator.Check(WithCoinbase(new Coinbase(Chain.Id, 2, default, 0, 0, string.Empty)), Parent, Now);
        Assert.Equal("bad-cb-height: the coinbase is for height 2; the block's is 1", reason.ToString());
    }

    [Fact]
    public void Hostile_blocks_are_judged_and_never_throw()
    {
        using var key = SigningKey.Generate();
        byte[][] blocks = [Good.ToBytes(), TestChains.Mine(TestChains.Template(Parent, Now, Transfer.Sign(key, Chain.Id, default, 1, 5, 0))).ToBytes()];
        Prop.ForAll(
            Transactions.Mutations(Gen.Elements(blocks)).ToArbitrary(),
            bytes =>
            {
                if (!Block.TryParse(bytes, out var block, out RejectReason reason))
                    return !reason.IsNone;
                reason = BlockValidator.Check(block, Parent, Now);

                // A header has time, nonce and nothing else to vary.
                return !reason.IsNone || block.Header == Good.Header with { Time = block.Header.Time, Nonce = block.Header.Nonce };
            }).Check(2000);
    }

    private static Block WithCoinbase(Coinbase coinbase) => TestChains.Remine(Good, header => header, coinbase);

    private static void AssertRejected(string word, Block block, ChainContext? parent = null) =>
        Assert.Equal(word, BlockValidator.Check(block, parent ?? Parent, Now).Word);
}
