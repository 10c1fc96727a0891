using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>The scalar scanner with one mistake in what it answers, named by that mistake.</summary>
internal sealed class FaultyScanner(string fault) : NonceScanner
{
    public delegate ScanResult Answer(ScanResult right, Span<uint> hits, uint first);

    public static IReadOnlyDictionary<string, Answer> Faults { get; } = new Dictionary<string, Answer>(StringComparer.Ordinal)
    {
        ["finds nothing"] = (right, _, _) => right with { Hits = 0 },
        ["loses the last hit"] = (right, _, _) => right with { Hits = Math.Max(0, right.Hits - 1) },
        ["is off by one nonce"] = (right, hits, _) =>
        {
            foreach (ref var hit in hits[..right.Hits])
                hit++;
            return right;
        },
        ["says more than it scanned"] = (right, _, _) => right with { Scanned = right.Scanned + 1 },
        ["stops early"] = (right, _, _) => right with { Scanned = right.Scanned / 2 },
        ["finds what is none"] = (right, hits, first) =>
        {
            if (right.Hits > 0)
                return right;
            hits[0] = first;
            return right with { Hits = 1 };
        },
        ["throws"] = (_, _, _) => throw new InvalidOperationException(),
        ["answers nonsense"] = (_, _, _) => new(ulong.MaxValue, int.MaxValue),
    };

    public override string Name => fault;

    public override bool IsSupported => true;

    public override ScanResult Scan(
        ReadOnlySpan<byte> header, UInt256 target, uint first, ulong count, Span<uint> hits, StopSignal stop) =>
        Faults[fault](NonceScanners.Get("scalar").Scan(header, target, first, count, hits, stop), hits, first);
}
