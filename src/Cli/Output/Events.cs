using System.Buffers.Binary;
using System.Text.Json.Serialization;
using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Cli.Output;

/// <summary>A block, mined or stored.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Hash">Its hash, in display order.</param>
/// <param name="Header">Its 80 bytes, 160 hexadecimal digits.</param>
/// <param name="Nonce">The header's nonce.</param>
/// <param name="Txids">Its transactions' ids, the coinbase's first.</param>
/// <param name="Hashes">Hashes tried for it; absent when not known.</param>
/// <param name="Seconds">What it took; absent when not known.</param>
internal sealed record BlockEvent(
    long Height, string Hash, string Header, uint Nonce, IReadOnlyList<string> Txids, double? Hashes, double? Seconds)
{
    [JsonPropertyOrder(-1)]
    public string Event => "block";

    public static BlockEvent Of(BlockAccepted block) => new(
        block.Height,
        block.Hash.ToString(),
        Convert.ToHexStringLower(block.Header),
        BinaryPrimitives.ReadUInt32LittleEndian(block.Header.AsSpan(76)),
        [.. block.TransactionIds.Select(id => id.ToString())],
        block.Hashes > 0 ? block.Hashes : null,
        block.Elapsed > TimeSpan.Zero ? block.Elapsed.TotalSeconds : null);
}

/// <summary>A puzzle's answer.</summary>
/// <param name="Nonce">The nonce.</param>
/// <param name="Hash">The hash, 64 hexadecimal digits.</param>
internal sealed record SolutionEvent(ulong Nonce, string Hash)
{
    [JsonPropertyOrder(-1)]
    public string Event => "solution";
}

/// <summary>A measurement.</summary>
/// <param name="Scanner">The scanner.</param>
/// <param name="Workers">On how many threads.</param>
/// <param name="RollsVersion">Whether several versions were searched with each nonce.</param>
/// <param name="MedianHs">Hashes a second: the median over short pieces of work, added up over the threads.</param>
/// <param name="Mhs">Millions of hashes a second over the whole time.</param>
/// <param name="Spread">How far apart the middle half of the pieces is, over their median.</param>
/// <param name="CeilingShare">The median over what as many cores could do at most; absent where that is not known.</param>
/// <param name="Hashes">Hashes in all.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Checksum">The same for every scanner that did the same work right; rolled versions are other work.</param>
/// <param name="Chosen">Why this machine mines with this scanner; absent for the others.</param>
internal sealed record BenchEvent(
    string Scanner, int Workers, bool RollsVersion, double MedianHs, double Mhs, double Spread, double? CeilingShare, double Hashes,
    double Seconds, string Checksum, string? Chosen)
{
    [JsonPropertyOrder(-1)]
    public string Event => "bench";
}

/// <summary>What came of checking headers or a chain.</summary>
/// <param name="Valid">Whether all hold.</param>
/// <param name="Count">How many hold, from the first on.</param>
/// <param name="Height">The height of the last one that was looked at: the head, or the first bad one.</param>
/// <param name="Hash">Its hash; absent where there is none.</param>
/// <param name="Reject">What is wrong with it, in BIP 22's words where there is one; absent when all hold.</param>
/// <param name="Detail">What exactly is wrong; absent when all hold.</param>
internal sealed record VerifyEvent(bool Valid, long Count, long Height, string? Hash, string? Reject, string? Detail)
{
    [JsonPropertyOrder(-1)]
    public string Event => "verify";
}

/// <summary>A stored chain.</summary>
internal sealed record ChainEvent(
    string Name, string Id, long Height, string Tip, uint Time, string Work, string Bits, string Genesis, string Rule,
    int Spacing, ulong Subsidy, int HalvingInterval, bool VersionRolling)
{
    [JsonPropertyOrder(-1)]
    public string Event => "chain";
}
