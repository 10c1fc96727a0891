using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership.Simulated;

/// <summary>Remembers which silos' grains were removed; can be away.</summary>
internal sealed class SimulatedDirectory : IGrainDirectory
{
    public List<SiloAddress> Unregistered { get; } = [];

    public bool IsAway { get; set; }

    public Task UnregisterSilos(List<SiloAddress> siloAddresses)
    {
        if (IsAway)
            return Task.FromException(new IOException("The directory is away."));
        Unregistered.AddRange(siloAddresses);
        return Task.CompletedTask;
    }

    public Task<GrainAddress?> Register(GrainAddress address) => throw new NotSupportedException();

    public Task Unregister(GrainAddress address) => throw new NotSupportedException();

    public Task<GrainAddress?> Lookup(GrainId grainId) => throw new NotSupportedException();
}
