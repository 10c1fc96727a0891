using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Grain storage in the silo's memory.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    public static MemoryGrainStorage Create(IServiceProvider services, string name) => new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}
