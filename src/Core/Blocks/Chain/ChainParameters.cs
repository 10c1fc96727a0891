using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>
/// Everything that makes a chain this chain and no other. Immutable, and valid once made. Two nodes with equal parameters make the same
/// <see cref="Genesis"/> and agree on every block; the <see cref="Id"/> names them all at once.
/// </summary>
public sealed class ChainParameters : IEquatable<ChainParameters>
{
    /// <summary>Most bytes of a block, unless given: 1 000 000.</summary>
    public const int DefaultMaxBlockBytes = 1_000_000;

    /// <summary>How far ahead of the clock a block may be, unless given: two hours, in seconds.</summary>
    public const int DefaultMaxSecondsAhead = 2 * 60 * 60;

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 32;

    private readonly byte[] _encoding;

    /// <summary>Makes a chain's parameters.</summary>
    /// <param name="name">1 to 32 of a-z, 0-9 and -, a letter first.</param>
    /// <param name="genesisTime">The time in genesis' header, in seconds since 1970.</param>
    /// <param name="difficulty">How the chain decides how hard its next block is.</param>
    /// <param name="genesisBits">The first target, which is genesis' own: not easier than the rule's limit.</param>
    /// <param name="subsidy">What the first blocks create, in base units: 0 to 8 589 934 592, so that no supply can pass 64 bits.</param>
    /// <param name="halvingInterval">After how many blocks the subsidy halves, again and again; 0 for never.</param>
    /// <param name="maxBlockBytes">Most bytes of a block, 1000 to <see cref="Block.MaxBytes"/>.</param>
    /// <param name="maxSecondsAhead">How far ahead of the clock a block's time may be, 1 to 1 000 000 000 seconds.</param>
    /// <param name="maxCoinbaseMessageBytes">Most bytes of a coinbase's message, 0 to <see cref="Coinbase.MaxMessageBytes"/>.</param>
    /// <param name="genesisMessage">The message in genesis' coinbase.</param>
    /// <param name="versionRolling">Whether miners may use the version's bits of <see cref="ProofOfWork.VersionRolling.Mask"/> as they like.</param>
    /// <exception cref="ChainParameterException">A value is not allowed; the message says which, and what is.</exception>
    public ChainParameters(
        string name,
        uint genesisTime,
        DifficultyRule difficulty,
        CompactTarget genesisBits,
        ulong subsidy,
        int halvingInterval = 0,
        int maxBlockBytes = DefaultMaxBlockBytes,
        int maxSecondsAhead = DefaultMaxSecondsAhead,
        int maxCoinbaseMessageBytes = Coinbase.MaxMessageBytes,
        string genesisMessage = "",
        bool versionRolling = false)
    {
        ArgumentNullException.ThrowIfNull(difficulty);
        if (!IsName(name))
            throw new ChainParameterException("Name", name is null ? null : $"'{name}'", $"1 to {MaxNameLength} of a-z, 0-9 and -, a letter first");
        if (!genesisBits.TryGetTarget(out UInt256 target) || target > difficulty.Limit)
            throw new ChainParameterException("GenesisBits", genesisBits, $"a target of 1 to the limit, which is {difficulty.LimitBits}");
        ChainParameterException.ThrowUnlessInRange("Subsidy", subsidy, 0UL, ulong.MaxValue >> 31);
        ChainParameterException.ThrowUnlessInRange("HalvingInterval", halvingInterval, 0, int.MaxValue);
        ChainParameterException.ThrowUnlessInRange("MaxBlockBytes", maxBlockBytes, 1000, Block.MaxBytes);
        ChainParameterException.ThrowUnlessInRange("MaxSecondsAhead", maxSecondsAhead, 1, 1_000_000_000);
        ChainParameterException.ThrowUnlessInRange("MaxCoinbaseMessageBytes", maxCoinbaseMessageBytes, 0, Coinbase.MaxMessageBytes);
        if (genesisMessage is null || !ShortText.TryEncode(genesisMessage, Coinbase.MaxMessageBytes, out _))
            throw new ChainParameterException("GenesisMessage", $"'{genesisMessage}'", ShortText.Allowed(Coinbase.MaxMessageBytes));

        Name = name;
        GenesisTime = genesisTime;
        Difficulty = difficulty;
        GenesisBits = genesisBits;
        Subsidy = subsidy;
        HalvingInterval = halvingInterval;
        MaxBlockBytes = maxBlockBytes;
        MaxSecondsAhead = maxSecondsAhead;
        MaxCoinbaseMessageBytes = maxCoinbaseMessageBytes;
        GenesisMessage = genesisMessage;
        VersionRolling = versionRolling;
        _encoding = ChainParametersEncoding.Encode(this);
        Id = Hash256.DoubleSha256(_encoding);
        Genesis = MakeGenesis();
    }

    /// <summary>The chain's name.</summary>
    public string Name { get; }

    /// <summary>The time in genesis' header, in seconds since 1970.</summary>
    public uint GenesisTime { get; }

    /// <summary>How the chain decides how hard its next block is; holds the limit and the spacing.</summary>
    public DifficultyRule Difficulty { get; }

    /// <summary>The easiest target that a block may have.</summary>
    public UInt256 Limit => Difficulty.Limit;

    /// <summary>The time between blocks that the chain aims for, in seconds.</summary>
    public int SpacingSeconds => Difficulty.SpacingSeconds;

    /// <summary>Genesis' own bits, from which the difficulty starts.</summary>
    public CompactTarget GenesisBits { get; }

    /// <summary>What the first blocks create, in base units.</summary>
    public ulong Subsidy { get; }

    /// <summary>After how many blocks the subsidy halves; 0 for never.</summary>
    public int HalvingInterval { get; }

    /// <summary>Most bytes of a block.</summary>
    public int MaxBlockBytes { get; }

    /// <summary>How far ahead of the clock a block's time may be, in seconds.</summary>
    public int MaxSecondsAhead { get; }

    /// <summary>Most bytes of a coinbase's message.</summary>
    public int MaxCoinbaseMessageBytes { get; }

    /// <summary>The message in genesis' coinbase.</summary>
    public string GenesisMessage { get; }

    /// <summary>
    /// Whether a header's version may differ from <see cref="BlockValidator.HeaderVersion"/> in 16 bits (BIP 320), which miners then
    /// search too.
    /// </summary>
    public bool VersionRolling { get; }

    /// <summary>The double SHA-256 of the parameters' encoding: names the chain in its coinbases and transfers.</summary>
    public Hash256 Id { get; }

    /// <summary>
    /// The first block, made from the parameters alone: nonce 0, no parent, one coinbase that pays nothing to <see cref="Address.Nobody"/>.
    /// It needs no proof of work, since every node makes it for itself and takes no other.
    /// </summary>
    public Block Genesis { get; }

    /// <summary>What the block at a height creates, fees aside, in base units. Genesis creates nothing.</summary>
    /// <param name="height">The height, 0 or more.</param>
    public ulong SubsidyAt(int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        if (height == 0)
            return 0;
        int halvings = HalvingInterval == 0 ? 0 : height / HalvingInterval;
        return halvings >= 64 ? 0 : Subsidy >> halvings;
    }

    /// <summary>Whether a text may be a chain's name.</summary>
    /// <param name="name">The text.</param>
    public static bool IsName([NotNullWhen(true)] string? name) =>
        name is { Length: >= 1 and <= MaxNameLength }
        && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>The one encoding of these parameters; equal parameters have equal bytes.</summary>
    public byte[] ToBytes() => [.. _encoding];

    /// <summary>Reads parameters from bytes of any origin. Never throws.</summary>
    /// <param name="bytes">The encoding, nothing before or after it.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="error">What is wrong with the bytes or the values.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ChainParameters? parameters, [NotNullWhen(false)] out string? error) =>
        ChainParametersEncoding.TryDecode(bytes, out parameters, out error);

    /// <summary>Reads parameters that are trusted to be some.</summary>
    /// <param name="bytes">The encoding, nothing before or after it.</param>
    /// <exception cref="FormatException">The bytes are no parameters' encoding.</exception>
    public static ChainParameters Parse(ReadOnlySpan<byte> bytes) =>
        TryParse(bytes, out var parameters, out string? error) ? parameters : throw new FormatException($"The chain's parameters cannot be read: {error}.");

    /// <summary>Parameters are equal when their encodings are.</summary>
    /// <param name="other">The other parameters.</param>
    public bool Equals(ChainParameters? other) => other is not null && Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ChainParameters);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();

    private Block MakeGenesis()
    {
        var coinbase = new Coinbase(Id, height: 0, Address.Nobody, amount: 0, extraNonce: 0, GenesisMessage);
        var header = new BlockHeader(BlockValidator.HeaderVersion, Hash256.Zero, coinbase.Id, GenesisTime, GenesisBits, Nonce: 0);
        return new Block(header, ImmutableArray.Create<Transaction>(coinbase));
    }
}
