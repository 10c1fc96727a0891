using MiningGrid.Core.ProofOfWork;
using MiningGrid.Grains.Mining;

namespace MiningGrid.Grains.Tests.Mining;

/// <summary>A device that hashes as the scalar scanner does, until it is told to fail.</summary>
internal sealed class FakeDevice(string name) : NonceScanner, IMiningDevices
{
    private readonly NonceScanner _scalar = NonceScanners.Get("scalar");
    private int _scans;

    public override string Name => name;

    public override bool IsSupported => true;

    /// <summary>Whether it finds nothing.</summary>
    public bool IsBlind { get; init; }

    /// <summary>Whether every scan throws from now on.</summary>
    public bool IsBroken { get; set; }

    public int Scans => Volatile.Read(ref _scans);

    public IReadOnlyList<NonceScanner> Open() => [this];

    public override ScanResult Scan(
        ReadOnlySpan<byte> header, UInt256 target, uint first, ulong count, Span<uint> hits, StopSignal stop)
    {
        Interlocked.Increment(ref _scans);
        if (IsBroken)
            throw new InvalidOperationException("out of order");
        var result = _scalar.Scan(header, target, first, count, hits, stop);
        return IsBlind ? result with { Hits = 0 } : result;
    }
}
