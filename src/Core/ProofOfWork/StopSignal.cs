namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// Tells scanners on other threads to stop. They look at it at least every millisecond. Once set it stays set.
/// </summary>
public sealed class StopSignal
{
    private volatile bool _isSet;

    /// <summary>Whether scanning shall stop.</summary>
    public bool IsSet => _isSet;

    /// <summary>Makes scanning stop; any thread may call it, and more than once.</summary>
    public void Set() => _isSet = true;
}
