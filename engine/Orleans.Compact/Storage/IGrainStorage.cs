using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A store of grain state. Writing and clearing compare <see cref="IGrainState{T}.ETag"/>.</summary>
public interface IGrainStorage
{
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
