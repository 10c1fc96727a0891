using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Grains.Mining;

/// <summary>What a silo hashes with beside its CPU, such as graphics cards.</summary>
public interface IMiningDevices
{
    /// <summary>Opens them; asked for once. Whoever made them closes them, when no worker needs them any more.</summary>
    /// <returns>A scanner for each; a worker of its own will use it, after a self-test.</returns>
    IReadOnlyList<NonceScanner> Open();
}
