using Orleans.Storage;

namespace MiningGrid.Silo.Replication;

/// <summary>Grain storage of which a write is done when replicas have it.</summary>
internal sealed class ReplicatedGrainStorage(IGrainStorage storage, ReplicaConfirmation replicas) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await storage.WriteStateAsync(stateName, grainId, grainState);
        await replicas.Wait();
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await storage.ClearStateAsync(stateName, grainId, grainState);
        await replicas.Wait();
    }
}
