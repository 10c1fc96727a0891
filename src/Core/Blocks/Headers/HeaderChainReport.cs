using System.Collections.Immutable;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>What the verification of a stream of headers found.</summary>
/// <param name="FirstHeight">The height of the first header.</param>
/// <param name="Count">How many headers are good, from the first one on without a gap.</param>
/// <param name="TipHash">The hash of the last good header; zero when there is none.</param>
/// <param name="Work">The expected number of hashes in the good headers.</param>
/// <param name="RetargetsChecked">How many retargets were computed and found as they must be.</param>
/// <param name="Failure">The first bad header, or null when all are good.</param>
/// <param name="Unchecked">What could not be checked and why, one sentence each; empty for a stream from genesis.</param>
public sealed record HeaderChainReport(
    int FirstHeight,
    int Count,
    Hash256 TipHash,
    UInt256 Work,
    int RetargetsChecked,
    HeaderFailure? Failure,
    ImmutableArray<string> Unchecked)
{
    /// <summary>Whether no header is bad.</summary>
    public bool IsGood => Failure is null;

    /// <summary>The height of the last good header; one below <see cref="FirstHeight"/> when there is none.</summary>
    public int LastHeight => FirstHeight + Count - 1;
}
