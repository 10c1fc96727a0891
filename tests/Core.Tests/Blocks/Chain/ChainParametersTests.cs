using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Core.Tests.Ledger;
using MiningGrid.Core.Tests.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

public class ChainParametersTests
{
    private static readonly UInt256 Limit = TestChains.EasyLimit;
    private static readonly CompactTarget Bits = TestChains.EasyBits;
    private static readonly DifficultyRule Rule = new FixedDifficulty(Limit, 10);

    public static TheoryData<string> RuleNames => ["fixed", "bitcoin", "dgw", "asert"];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Parameters_are_read_back_as_they_were_written(string ruleName)
    {
        var chain = new ChainParameters("main-1", 42, RuleOf(ruleName), Bits, 50, 210_000, 2000, 60, 7, "7 Jan: hé");
        Assert.True(ChainParameters.TryParse(chain.ToBytes(), out var read, out _));
        Assert.Equal(chain, read);
        Assert.Equal(chain.Difficulty, read.Difficulty);
        Assert.Equal(chain.ToBytes(), read.ToBytes());
        Assert.Equal(chain.Genesis.Hash, read.Genesis.Hash);
        Assert.Equal("7 Jan: hé", read.GenesisMessage);
        Assert.Equal(7, read.MaxCoinbaseMessageBytes);
    }

    [Fact]
    public void Each_value_has_a_part_in_the_id()
    {
        ChainParameters[] chains =
        [
            new("a", 1, Rule, Bits, 5), new("b", 1, Rule, Bits, 5), new("a", 2, Rule, Bits, 5), new("a", 1, new FixedDifficulty(Limit, 11), Bits, 5),
            new("a", 1, new AsertDifficulty(Limit, 10), Bits, 5), new("a", 1, Rule, new CompactTarget(0x1d00ffff), 5), new("a", 1, Rule, Bits, 6),
            new("a", 1, Rule, Bits, 5, 1), new("a", 1, Rule, Bits, 5, 0, 1000), new("a", 1, Rule, Bits, 5, 0, 1_000_000, 1),
            new("a", 1, Rule, Bits, 5, maxCoinbaseMessageBytes: 1), new("a", 1, Rule, Bits, 5, genesisMessage: "x"),
            new("a", 1, Rule, Bits, 5, versionRolling: true),
        ];
        Assert.Equal(chains.Length, chains.Select(chain => chain.Id).Distinct().Count());
        Assert.Equal(chains.Length, chains.Select(chain => chain.Genesis.Hash).Distinct().Count());
        Assert.Equal(chains[0], new ChainParameters("a", 1, Rule, Bits, 5));
    }

    [Fact]
    public void Genesis_is_made_from_the_parameters_alone()
    {
        Block genesis = TestChains.Easy.Genesis;
        Assert.Equal(genesis.ToBytes(), TestChains.Named("easy").Genesis.ToBytes());
        Assert.Equal(Hash256.Zero, genesis.Header.PreviousHash);
        Assert.Equal(TestChains.GenesisTime, genesis.Header.Time);
        Assert.Equal(0u, genesis.Header.Nonce);
        Assert.Equal(MerkleTree.Root(genesis.TransactionIds(), out _), genesis.Header.MerkleRoot);
        var coinbase = Assert.IsType<Coinbase>(Assert.Single(genesis.Transactions));
        Assert.Equal(0UL, coinbase.Amount);
        Assert.Equal(Address.Nobody, coinbase.Reward);
        Assert.Equal(TestChains.Easy.Id, coinbase.ChainId);
    }

    [Fact]
    public void The_genesis_of_known_parameters_never_changes()
    {
        // A pin: another hash means that the encoding changed, and that every chain in the world has become another one.
        var chain = new ChainParameters("pin", 1_700_000_000, new AsertDifficulty(Limit, 60, 3600), Bits, 5_000_000_000, 210_000, genesisMessage: "pinned");
        Assert.Equal("51eb15d96aae6d7b37bff10d5d6490b89a9802a598e4c552d502592bdb749877", chain.Id.ToString());
        Assert.Equal("11aecc4fac799f613a67fa6ef63d69d3051d11efd8d186466936518c91d232f4", chain.Genesis.Hash.ToString());
    }

    [Fact]
    public void The_subsidy_halves_until_nothing_is_left()
    {
        var chain = new ChainParameters("a", 1, Rule, Bits, 50, 100);
        Assert.Equal(0UL, chain.SubsidyAt(0));
        Assert.Equal(50UL, chain.SubsidyAt(1));
        Assert.Equal(50UL, chain.SubsidyAt(99));
        Assert.Equal(25UL, chain.SubsidyAt(100));
        Assert.Equal(1UL, chain.SubsidyAt(500));
        Assert.Equal(0UL, chain.SubsidyAt(600));
        Assert.Equal(0UL, chain.SubsidyAt(6400));
        Assert.Equal(0UL, chain.SubsidyAt(int.MaxValue));
        Assert.Equal(50UL, new ChainParameters("a", 1, Rule, Bits, 50).SubsidyAt(int.MaxValue));
    }

    [Fact]
    public void A_wrong_value_is_named_together_with_what_is_allowed()
    {
        AssertNames("Name", "'Main'", () => new("Main", 1, Rule, Bits, 5));
        AssertNames("Name", "''", () => new(string.Empty, 1, Rule, Bits, 5));
        AssertNames("Name", "'1a'", () => new("1a", 1, Rule, Bits, 5));
        AssertNames("Name", "missing", () => new(null!, 1, Rule, Bits, 5));
        AssertNames("GenesisBits", "0x217fffff", () => new("a", 1, Rule, new CompactTarget(0x217fffff), 5));
        AssertNames("GenesisBits", "0x00000000", () => new("a", 1, Rule, default, 5));
        AssertNames("Subsidy", "9000000000", () => new("a", 1, Rule, Bits, 9_000_000_000));
        AssertNames("HalvingInterval", "-1", () => new("a", 1, Rule, Bits, 5, -1));
        AssertNames("MaxBlockBytes", "999", () => new("a", 1, Rule, Bits, 5, 0, 999));
        AssertNames("MaxSecondsAhead", "0", () => new("a", 1, Rule, Bits, 5, maxSecondsAhead: 0));
        AssertNames("MaxCoinbaseMessageBytes", "101", () => new("a", 1, Rule, Bits, 5, maxCoinbaseMessageBytes: 101));
        AssertNames("GenesisMessage", "'a\nb'", () => new("a", 1, Rule, Bits, 5, genesisMessage: "a\nb"));
    }

    [Fact]
    public void Bytes_with_values_that_are_not_allowed_are_refused_with_the_reason()
    {
        byte[] bytes = new ChainParameters("abc", 1, Rule, Bits, 5).ToBytes();
        bytes[2] = (byte)'A';
        Assert.False(ChainParameters.TryParse(bytes, out _, out string? error));
        Assert.Contains("'Abc'", error, StringComparison.Ordinal);

        bytes[0] = 3;
        Assert.False(ChainParameters.TryParse(bytes, out _, out error));
        Assert.Contains("version 3", error, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => ChainParameters.Parse(bytes));
    }

    [Fact]
    public void Version_rolling_is_read_back_and_what_was_written_before_it_has_none()
    {
        var (off, on) = (new ChainParameters("a", 1, Rule, Bits, 5), new ChainParameters("a", 1, Rule, Bits, 5, versionRolling: true));

        Assert.Equal(1, off.ToBytes()[0]);
        Assert.False(ChainParameters.Parse(off.ToBytes()).VersionRolling);
        Assert.Equal(2, on.ToBytes()[0]);
        Assert.True(ChainParameters.Parse(on.ToBytes()).VersionRolling);
        Assert.Equal(on, ChainParameters.Parse(on.ToBytes()));
    }

    [Fact]
    public void Hostile_bytes_are_refused_or_are_the_parameters_own() =>
        Prop.ForAll(
            Transactions.Mutations(Gen.Elements("fixed", "bitcoin", "dgw", "asert").Select(name => new ChainParameters("abc", 1, RuleOf(name), Bits, 5, versionRolling: name == "asert").ToBytes())).ToArbitrary(),
            bytes => ChainParameters.TryParse(bytes, out var read, out string? error)
                ? read.ToBytes().AsSpan().SequenceEqual(bytes)
                : error.Length > 0).Check(2000);

    private static void AssertNames(string parameter, string value, Func<ChainParameters> make)
    {
        var wrong = Assert.Throws<ChainParameterException>(make);
        Assert.Equal(parameter, wrong.Parameter);
        Assert.StartsWith($"{parameter} is {value}; allowed: ", wrong.Message, StringComparison.Ordinal);
    }

    private static DifficultyRule RuleOf(string name) => name switch
    {
        "bitcoin" => new BitcoinDifficulty(Limit, 600, 144, retargets: false, easyWhenLate: true),
        "dgw" => new DarkGravityWave(Limit, 150, easyWhenLate: true),
        "asert" => new AsertDifficulty(Limit, 60, 3600),
        _ => Rule,
    };
}
