using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace MiningGrid.Grains.Tests.Chain;

/// <summary>Records that outlive a silo, in a storage that can be told to fail.</summary>
internal sealed class TestStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), (string ETag, byte[] Data)> _records = new();
    private readonly Lock _writing = new();
    private long _etag;

    /// <summary>Says which writes fail, by state name; null for none.</summary>
    public Func<string, bool>? FailsWrite { get; set; }

    /// <summary>Says which writes are done and then told as failed, by state name; null for none.</summary>
    public Func<string, bool>? LosesAnswer { get; set; }

    public IEnumerable<string> Names => _records.Keys.Select(key => key.State);

    /// <summary>What another activation would have done: the record has another ETag now.</summary>
    public void TouchAll(string state)
    {
        foreach (var key in _records.Keys.Where(key => key.State == state))
            _records[key] = (NextETag(), _records[key].Data);
    }

    /// <summary>What a storage without a disk does when it is started again: nothing is there any more.</summary>
    public void Lose() => _records.Clear();

    public IGrainStorage Of(Serializer serializer) => new Storage(this, serializer);

    // Silos share it: what is compared must still be so when it is written.
    private string Write((string State, GrainId Grain) key, string? expected, byte[] data)
    {
        lock (_writing)
        {
            var stored = _records.TryGetValue(key, out var record) ? record.ETag : null;
            if (stored != expected)
                throw new InconsistentStateException("changed by another", stored, expected);
            var etag = NextETag();
            _records[key] = (etag, data);
            return etag;
        }
    }

    private string NextETag() => Interlocked.Increment(ref _etag).ToString(CultureInfo.InvariantCulture);

    private sealed class Storage(TestStorage owner, Serializer serializer) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (owner.FailsWrite?.Invoke(stateName) == true)
                throw new IOException("the disk is gone");
            grainState.RecordExists = owner._records.TryGetValue((stateName, grainId), out var record);
            grainState.ETag = grainState.RecordExists ? record.ETag : null;
            grainState.State = grainState.RecordExists ? serializer.Deserialize<T>(record.Data) : Activator.CreateInstance<T>();
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (owner.FailsWrite?.Invoke(stateName) == true)
                throw new IOException("the disk is gone");
            var etag = owner.Write((stateName, grainId), grainState.ETag, serializer.SerializeToArray(grainState.State));
            if (owner.LosesAnswer?.Invoke(stateName) == true)
                throw new TimeoutException("no answer");
            grainState.ETag = etag;
            grainState.RecordExists = true;
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            owner._records.TryRemove((stateName, grainId), out _);
            grainState.ETag = null;
            grainState.RecordExists = false;
            grainState.State = Activator.CreateInstance<T>();
            return Task.CompletedTask;
        }
    }
}
