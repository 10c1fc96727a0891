using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cli.Solo;

/// <summary>How a run is going.</summary>
/// <param name="Height">The head's height.</param>
/// <param name="Bits">The next block's compact target.</param>
/// <param name="HashRate">H/s.</param>
/// <param name="ExpectedHashes">Hashes that the next block takes on average.</param>
/// <param name="Trouble">Why mining can't go on for now; null when it can.</param>
internal sealed record SoloProgress(long Height, CompactTarget Bits, double HashRate, double ExpectedHashes, string? Trouble)
{
    /// <summary>Seconds that the next block takes on average; NaN before a rate is known.</summary>
    public double ExpectedSeconds => HashRate > 0 ? ExpectedHashes / HashRate : double.NaN;

    public static SoloProgress Of(ChainStatus chain, JobStatus? job) => new(
        chain.Height,
        chain.NextBits,
        job?.HashRate ?? 0,
        chain.NextBits.TryGetTarget(out var target) ? Target.ExpectedHashes(target) : double.PositiveInfinity,
        chain.Trouble);
}
