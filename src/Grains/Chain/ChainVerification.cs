namespace MiningGrid.Grains.Chain;

/// <summary>What checking a stored chain came to.</summary>
/// <param name="Blocks">Blocks that hold, from genesis on without a gap.</param>
/// <param name="FailedHeight">The height of the first block that does not; null when there is none, or the fault is in no block.</param>
/// <param name="Fault">What is wrong; null when nothing is.</param>
public sealed record ChainVerification(long Blocks, long? FailedHeight, string? Fault)
{
    /// <summary>Whether all of the chain holds.</summary>
    public bool IsSound => Fault is null;
}
