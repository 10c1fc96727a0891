using Orleans.Runtime;

namespace Orleans.GrainDirectory;

/// <summary>Where each grain's activation is. Of several that register for one grain, the first wins.</summary>
public interface IGrainDirectory
{
    /// <summary>Registers an activation unless the grain has one already.</summary>
    /// <returns>The address that is registered now: the given one, or the one that was first.</returns>
    Task<GrainAddress?> Register(GrainAddress address);

    /// <summary>Registers an activation in the place of <paramref name="previousAddress"/>.</summary>
    /// <returns>The address that is registered now: another one than given when the previous one was not there.</returns>
    async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        if (previousAddress is not null)
            await Unregister(previousAddress);
        return await Register(address);
    }

    /// <summary>Removes an address, if it is the one registered.</summary>
    Task Unregister(GrainAddress address);

    /// <returns>The grain's address; null when it has none.</returns>
    Task<GrainAddress?> Lookup(GrainId grainId);

    /// <summary>Removes all addresses on silos that are dead.</summary>
    Task UnregisterSilos(List<SiloAddress> siloAddresses);
}
