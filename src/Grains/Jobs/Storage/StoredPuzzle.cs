using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>A puzzle as it is stored: a text's when <see cref="Text"/> is there, else a header's.</summary>
[GenerateSerializer, Alias("MiningGrid.StoredPuzzle")]
internal sealed class StoredPuzzle
{
    /// <summary>64 hex digits.</summary>
    [Id(0)]
    public string Target { get; set; } = "";

    [Id(1)]
    public string? Text { get; set; }

    [Id(2)]
    public ulong Start { get; set; }

    [Id(3)]
    public ulong? Count { get; set; }

    [Id(4)]
    public byte[] Header { get; set; } = [];

    [Id(5)]
    public byte[] Coinbase { get; set; } = [];

    [Id(6)]
    public int ExtraNonceOffset { get; set; }

    /// <summary>32 bytes each, in wire order.</summary>
    [Id(7)]
    public byte[] Branch { get; set; } = [];

    /// <summary>False in what was stored before versions could be rolled.</summary>
    [Id(8)]
    public bool RollsVersion { get; set; }

    public static StoredPuzzle Of(PuzzleSpec spec) => spec switch
    {
        TextPuzzleSpec text => new()
        {
            Target = text.Target.ToString(), Text = text.Data, Start = text.Start, Count = text.Count,
        },
        HeaderPuzzleSpec header => new()
        {
            Target = header.Target.ToString(),
            Header = header.Header,
            Coinbase = header.Coinbase,
            ExtraNonceOffset = header.ExtraNonceOffset,
            Branch = [.. header.Branch.SelectMany(hash => hash.ToArray())],
            RollsVersion = header.RollsVersion,
        },
        _ => throw new NotSupportedException($"A {spec.GetType().Name} can't be stored."),
    };

    public PuzzleSpec ToSpec() => Text is not null
        ? new TextPuzzleSpec(Text, UInt256.Parse(Target), Start, Count)
        : new HeaderPuzzleSpec(
            Header, Coinbase, ExtraNonceOffset, [.. Branch.Chunk(Hash256.Size).Select(hash => new Hash256(hash))], UInt256.Parse(Target),
            RollsVersion);

    /// <summary>Whether both describe the same search.</summary>
    public bool IsSame(StoredPuzzle other) =>
        (Target, Text, Start, Count, ExtraNonceOffset, RollsVersion)
            == (other.Target, other.Text, other.Start, other.Count, other.ExtraNonceOffset, other.RollsVersion)
        && Header.AsSpan().SequenceEqual(other.Header)
        && Coinbase.AsSpan().SequenceEqual(other.Coinbase)
        && Branch.AsSpan().SequenceEqual(other.Branch);
}
