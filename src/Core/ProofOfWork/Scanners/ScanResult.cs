using System.Runtime.InteropServices;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>What a scan covered and found.</summary>
/// <param name="Scanned">How many nonces were covered, from the first one on and without a gap.</param>
/// <param name="Hits">How many of them were written to the buffer of hits.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScanResult(ulong Scanned, int Hits);
