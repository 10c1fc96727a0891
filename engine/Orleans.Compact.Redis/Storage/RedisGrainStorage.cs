using System.Runtime.CompilerServices;
using Compact.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Persistence.Redis;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using StackExchange.Redis;

namespace Orleans.Persistence;

/// <summary>Grain state in Redis: a hash a record, written by scripts that compare ETags.</summary>
internal sealed class RedisGrainStorage : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private readonly string _name;
    private readonly RedisStorageOptions _options;
    private readonly Serializer _serializer;
    private readonly RedisConnection _redis;
    private readonly string _prefix;
    private readonly RedisValue _timeToLive;

    public RedisGrainStorage(string name, RedisStorageOptions options, ClusterOptions cluster, Serializer serializer, ILogger<RedisGrainStorage> logger)
    {
        _name = name;
        _options = options;
        _serializer = serializer;
        _redis = new RedisConnection($"grain storage {name}", () => options.CreateMultiplexer(options), logger);
        _prefix = $"{cluster.ServiceId}/state/";
        _timeToLive = (long)(options.EntryExpiry?.TotalMilliseconds ?? 0);
    }

    public static RedisGrainStorage Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptionsMonitor<RedisStorageOptions>>().Get(name),
        services.GetRequiredService<IOptions<ClusterOptions>>().Value,
        services.GetRequiredService<Serializer>(),
        services.GetRequiredService<ILogger<RedisGrainStorage>>());

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"{nameof(RedisGrainStorage)} {_name}", _options.InitStage, _ => Start(), _ => DisposeAsync().AsTask());

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            var key = Key(stateName, grainId);
            var record = await _redis.Run(database => database.HashGetAsync(key, [Fields.ETag, Fields.Data]));
            byte[]? data = record[1];
            grainState.RecordExists = data is { Length: > 0 };
            grainState.State = grainState.RecordExists ? _serializer.Deserialize<T>(data!) : Empty<T>();
            grainState.ETag = record[0];
        }
        catch (Exception exception)
        {
            throw Failed("read", stateName, grainId, exception);
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var etag = NewETag();
        await Change("written", stateName, grainId, grainState, RedisScripts.Write, state => [etag, _serializer.SerializeToArray(state), _timeToLive]);
        grainState.ETag = etag;
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var etag = _options.DeleteStateOnClear ? null : NewETag();
        if (etag is null)
            await Change("cleared", stateName, grainId, grainState, RedisScripts.Delete, _ => []);
        else
            await Change("cleared", stateName, grainId, grainState, RedisScripts.Write, _ => [etag, RedisValue.EmptyString, _timeToLive]);
        grainState.ETag = etag;
        grainState.RecordExists = false;
        grainState.State = Empty<T>();
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private static string NewETag() => Guid.NewGuid().ToString("N");

    private static T Empty<T>() =>
        typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<T>()
            : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    private RedisKey Key(string stateName, GrainId grainId) => _options.GetStorageKey?.Invoke(stateName, grainId) ?? $"{_prefix}{grainId}/{stateName}";

    private async Task Start()
    {
        try
        {
            await _redis.Check();
        }
        catch (RedisFailure failure)
        {
            throw new RedisStorageException($"Grain storage {_name} can't start: {failure.Message}", failure);
        }
    }

    private async Task Change<T>(
        string doing, string stateName, GrainId grainId, IGrainState<T> grainState, string script, Func<T, RedisValue[]> arguments)
    {
        RedisResult stored;
        try
        {
            stored = await _redis.Evaluate(script, [Key(stateName, grainId)], [grainState.ETag ?? "", .. arguments(grainState.State)]);
        }
        catch (Exception exception)
        {
            throw Failed(doing, stateName, grainId, exception);
        }

        if (stored.IsNull)
            return;
        var etag = (string)stored!;
        throw new InconsistentStateException(
            $"State {stateName} of {grainId} has been changed by another writer: expected ETag {grainState.ETag ?? "none"}, stored {(etag.Length == 0 ? "none" : etag)}.",
            etag.Length == 0 ? null : etag,
            grainState.ETag);
    }

    private RedisStorageException Failed(string doing, string stateName, GrainId grainId, Exception exception) =>
        new($"State {stateName} of {grainId} could not be {doing} in storage {_name}: {exception.Message}", exception);

    private static class Fields
    {
        public static readonly RedisValue ETag = "etag";
        public static readonly RedisValue Data = "data";
    }
}
