using System.Globalization;
using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace MiningGrid.Silo.Storage;

/// <summary>Grain state in the silo's SQLite file, with the conditional writes that Orleans' providers have.</summary>
internal sealed class SqliteGrainStorage(string name, SqliteDatabase database, Serializer serializer) : IGrainStorage
{
    private readonly SqliteTable _table = SqliteTable.Of(name);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = new RecordKey(grainId.ToString(), stateName);
        if (database.Read(_table, key) is { } record)
        {
            grainState.State = RecordSerializer.Deserialize<T>(serializer, database.Path, key, record.Data);
            grainState.ETag = Text(record.ETag);
            grainState.RecordExists = true;
        }
        else
        {
            Reset(grainState);
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = new RecordKey(grainId.ToString(), stateName);
        var etag = NewETag();
        await Write(key, grainState.ETag, etag, serializer.SerializeToArray(grainState.State));
        grainState.ETag = Text(etag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = new RecordKey(grainId.ToString(), stateName);
        await Write(key, grainState.ETag, NewETag(), data: null);
        Reset(grainState);
    }

    // Random, so that a record that was deleted and made again never has an ETag of its former life.
    private static long NewETag() => Random.Shared.NextInt64(1, long.MaxValue);

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = Empty<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static T Empty<T>() =>
        typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<T>()
            : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    private async Task Write(RecordKey key, string? expected, long etag, byte[]? data)
    {
        // An ETag that is no number is none that this storage gave: nothing can match it.
        long? number = expected is null ? null : long.TryParse(expected, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        var outcome = await database.Write(new RecordWrite(_table, key, number, etag, data));
        if (outcome.IsDone || (data is null && outcome.StoredETag is null))
            return;
        var stored = outcome.StoredETag is { } value ? Text(value) : null;
        throw new InconsistentStateException($"The record {key} was changed by another writer: expected ETag {expected ?? "none"}, stored {stored ?? "none"}.", stored, expected);
    }
}
