using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Storage;

/// <summary>Grain storage in the silo's memory: copies of states, with an ETag that changes with every write.</summary>
internal sealed class MemoryGrainStorage(DeepCopier copier) : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId Grain, string State), Record> _records = new();
    private long _lastTag;

    public static MemoryGrainStorage Create(IServiceProvider services, string name) => new(services.GetRequiredService<DeepCopier>());

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue((grainId, stateName), out var record) && record.State is not null)
        {
            grainState.State = copier.Copy((T)record.State);
            grainState.ETag = record.ETag;
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = default!;
            grainState.ETag = record?.ETag;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = Put(stateName, grainId, grainState.ETag, copier.Copy(grainState.State));
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = Put(stateName, grainId, grainState.ETag, state: null);
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private string Put(string stateName, GrainId grainId, string? expected, object? state)
    {
        var key = (grainId, stateName);
        var written = new Record(state, Interlocked.Increment(ref _lastTag).ToString());
        var isCurrent = _records.TryGetValue(key, out var current)
            ? current.ETag == expected && _records.TryUpdate(key, written, current)
            : expected is null && _records.TryAdd(key, written);
        if (isCurrent)
            return written.ETag;
        throw new InconsistentStateException(
            $"State {stateName} of {grainId} has been written by somebody else.",
            _records.TryGetValue(key, out current) ? current.ETag : null,
            expected);
    }

    private sealed record Record(object? State, string ETag);
}
