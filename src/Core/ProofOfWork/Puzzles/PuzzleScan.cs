using System.Runtime.InteropServices;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>What a scan of a puzzle covered and found.</summary>
/// <param name="Scanned">How many positions were covered, from the first one on and without a gap.</param>
/// <param name="Found">How many of them are solutions and were written to the buffer.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PuzzleScan(ulong Scanned, int Found);
