using System.Diagnostics.CodeAnalysis;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>What is needed of a Bitcoin network to verify its headers (kernel/chainparams.cpp).</summary>
public sealed class HeaderNetwork
{
    private static readonly Hash256 GenesisMerkleRoot = Hash256.Parse("4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b");
    private static readonly UInt256 MainLimit = UInt256.MaxValue >> 32;
    private static readonly UInt256 SignetLimit = UInt256.Parse("00000377ae000000000000000000000000000000000000000000000000000000");
    private static readonly UInt256 RegtestLimit = UInt256.MaxValue >> 1;

    /// <summary>Describes a network of one's own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="genesis">Its first header.</param>
    /// <param name="difficulty">Its difficulty rule.</param>
    public HeaderNetwork(string name, BlockHeader genesis, BitcoinDifficulty difficulty)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(genesis);
        ArgumentNullException.ThrowIfNull(difficulty);
        Name = name;
        Genesis = genesis;
        Difficulty = difficulty;
    }

    /// <summary>The main network.</summary>
    public static HeaderNetwork Mainnet { get; } = new("mainnet", MakeGenesis(1_231_006_505, 0x1d00ffff, 2_083_236_893), new BitcoinDifficulty(MainLimit, 600));

    /// <summary>Testnet, the third: blocks twenty minutes late have the easiest target.</summary>
    public static HeaderNetwork Testnet { get; } =
        new("testnet", MakeGenesis(1_296_688_602, 0x1d00ffff, 414_098_458), new BitcoinDifficulty(MainLimit, 600, easyWhenLate: true));

    /// <summary>The public signet. Its blocks are signed; the signatures stand in their coinbases and not in the headers.</summary>
    public static HeaderNetwork Signet { get; } = new("signet", MakeGenesis(1_598_918_400, 0x1e0377ae, 52_613_770), new BitcoinDifficulty(SignetLimit, 600));

    /// <summary>Regtest: every other hash is a proof of work, for ever.</summary>
    public static HeaderNetwork Regtest { get; } =
        new("regtest", MakeGenesis(1_296_688_602, 0x207fffff, 2), new BitcoinDifficulty(RegtestLimit, 600, retargets: false, easyWhenLate: true));

    /// <summary>The four networks.</summary>
    public static IReadOnlyList<HeaderNetwork> All { get; } = [Mainnet, Testnet, Signet, Regtest];

    /// <summary>The network's name.</summary>
    public string Name { get; }

    /// <summary>The network's first header.</summary>
    public BlockHeader Genesis { get; }

    /// <summary>The network's difficulty rule.</summary>
    public BitcoinDifficulty Difficulty { get; }

    /// <summary>Finds a network by its name.</summary>
    /// <param name="name">mainnet, testnet, signet or regtest.</param>
    /// <param name="network">The network.</param>
    public static bool TryGet(string? name, [NotNullWhen(true)] out HeaderNetwork? network)
    {
        network = All.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal));
        return network is not null;
    }

    /// <summary>The network's name.</summary>
    public override string ToString() => Name;

    private static BlockHeader MakeGenesis(uint time, uint bits, uint nonce) =>
        new(1, Hash256.Zero, GenesisMerkleRoot, time, new CompactTarget(bits), nonce);
}
