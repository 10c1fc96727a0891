using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>What this silo knows, from its last look into the membership table, of itself and the others.</summary>
public interface ISiloStatusOracle
{
    /// <summary>This silo's own status.</summary>
    SiloStatus CurrentStatus { get; }

    string SiloName { get; }

    SiloAddress SiloAddress { get; }

    SiloAddress[] GetActiveSilos();

    /// <returns><see cref="SiloStatus.None"/> for one that was never heard of.</returns>
    SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress);

    Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false);

    bool TryGetSiloName(SiloAddress siloAddress, [NotNullWhen(true)] out string? siloName);

    /// <returns>Whether the silo is neither leaving nor gone.</returns>
    bool IsFunctionalDirectory(SiloAddress siloAddress);

    bool IsDeadSilo(SiloAddress silo);

    /// <returns>False when the listener was there already.</returns>
    bool SubscribeToSiloStatusEvents(ISiloStatusListener observer);

    /// <returns>False when the listener was not there.</returns>
    bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer);
}
