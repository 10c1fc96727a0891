using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.GrainDirectory;

/// <summary>A directory in the memory of this process, for silos that share it.</summary>
internal sealed class InMemoryGrainDirectory : IGrainDirectory
{
    private readonly ConcurrentDictionary<GrainId, GrainAddress> _addresses = new();

    public Task<GrainAddress?> Register(GrainAddress address) => Task.FromResult<GrainAddress?>(_addresses.GetOrAdd(address.GrainId, address));

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        if (previousAddress is not null && _addresses.TryGetValue(address.GrainId, out var current) && current.Matches(previousAddress))
            _addresses.TryUpdate(address.GrainId, address, current);
        return Register(address);
    }

    public Task Unregister(GrainAddress address)
    {
        if (_addresses.TryGetValue(address.GrainId, out var current) && current.Matches(address))
            _addresses.TryRemove(KeyValuePair.Create(address.GrainId, current));
        return Task.CompletedTask;
    }

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult(_addresses.GetValueOrDefault(grainId));

    public Task UnregisterSilos(List<SiloAddress> siloAddresses)
    {
        foreach (var (id, address) in _addresses)
        {
            if (siloAddresses.Contains(address.SiloAddress!))
                _addresses.TryRemove(KeyValuePair.Create(id, address));
        }

        return Task.CompletedTask;
    }
}
