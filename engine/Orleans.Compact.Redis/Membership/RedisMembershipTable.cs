using System.Text.Json;
using Compact.Redis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using StackExchange.Redis;

namespace Orleans.Clustering.Redis;

/// <summary>
/// The membership table in Redis: a hash a cluster. Every change of a row moves the version, so the version's ETag is
/// every row's too; only the time of the last sign of life is written without either. A table that is not there, because Redis
/// has lost it, is an empty one at version 0: silos that know better can write it anew.
/// </summary>
internal sealed class RedisMembershipTable(IOptions<RedisClusteringOptions> options, IOptions<ClusterOptions> cluster, ILogger<RedisMembershipTable> logger)
    : IMembershipTable, IAsyncDisposable
{
    private static readonly RedisValue s_version = "Version";

    private readonly RedisKey _key = options.Value.CreateRedisKey(cluster.Value);
    private readonly RedisConnection _redis = new("membership", () => options.Value.CreateMultiplexer(options.Value), logger);

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Do("opened", async () =>
    {
        if (!tryInitTableVersion)
            return await _redis.Check();
        var isNew = await _redis.Run(database => database.HashSetAsync(_key, s_version, 0, When.NotExists));
        if (isNew && options.Value.EntryExpiry is { } expiry)
            await _redis.Run(database => database.KeyExpireAsync(_key, expiry));
        return default;
    });

    public Task DeleteMembershipTableEntries(string clusterId)
    {
        if (clusterId != cluster.Value.ClusterId)
            throw new ArgumentException($"The table is that of cluster \"{cluster.Value.ClusterId}\", not of \"{clusterId}\".", nameof(clusterId));
        return Do("deleted", () => _redis.Run(database => database.KeyDeleteAsync(_key)));
    }

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Do("cleaned", async () =>
    {
        var rows = await _redis.Run(database => database.HashGetAllAsync(_key));
        var defunct = rows.Where(row => row.Name != s_version && IsDefunct(Read(row), beforeDate.UtcDateTime)).ToList();
        if (defunct.Count > 0)
            await _redis.Evaluate(MembershipScripts.DeleteUnchanged, [_key], [.. defunct.SelectMany(row => new[] { row.Name, row.Value })]);
        return defunct.Count;
    });

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var fields = await Do("read", () => _redis.Run(database => database.HashGetAsync(_key, [s_version, key.ToString()])));
        var version = Version(fields[0]);
        return fields[1].IsNull
            ? new MembershipTableData(version)
            : new MembershipTableData(Tuple.Create(Read(new HashEntry(key.ToString(), fields[1])), version.VersionEtag), version);
    }

    public async Task<MembershipTableData> ReadAll()
    {
        var fields = await Do("read", () => _redis.Run(database => database.HashGetAllAsync(_key)));
        var version = Version(fields.FirstOrDefault(field => field.Name == s_version).Value);
        return new MembershipTableData([.. fields.Where(field => field.Name != s_version).Select(field => Tuple.Create(Read(field), version.VersionEtag))], version);
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Write(entry, tableVersion, hasRow: false);

    public async Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        ArgumentNullException.ThrowIfNull(tableVersion);
        return etag == tableVersion.VersionEtag && await Write(entry, tableVersion, hasRow: true);
    }

    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        RedisValue[] values = [entry.SiloAddress.ToString(), MembershipRow.BeforeIAmAliveTime, MembershipRow.Write(entry.IAmAliveTime)];
        if ((int)await Do("written", () => _redis.Evaluate(MembershipScripts.UpdateIAmAlive, [_key], values)) == 0)
            throw new RedisClusteringException($"The membership table {_key} has no row of silo {entry.SiloAddress}; it was deleted, or Redis has lost it.");
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private static bool IsDefunct(MembershipEntry entry, DateTime before) =>
        entry.Status == SiloStatus.Dead && entry.IAmAliveTime < before && entry.StartTime < before;

    private async Task<bool> Write(MembershipEntry entry, TableVersion version, bool hasRow)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(version);
        RedisValue[] values = [version.VersionEtag, version.Version, entry.SiloAddress.ToString(), MembershipRow.Write(entry), hasRow ? 1 : 0];
        return (int)await Do("written", () => _redis.Evaluate(MembershipScripts.Write, [_key], values)) == 1;
    }

    private TableVersion Version(RedisValue value)
    {
        if (value.IsNull)
            return new TableVersion(0, "0");
        return int.TryParse((string?)value, out var version)
            ? new TableVersion(version, version.ToString())
            : throw new RedisClusteringException($"The version of the membership table {_key} is \"{value}\"; it must be a number.");
    }

    private MembershipEntry Read(HashEntry field)
    {
        try
        {
            return MembershipRow.Read(field.Value!);
        }
        catch (JsonException exception)
        {
            throw new RedisClusteringException($"Row {field.Name} of the membership table {_key} can't be read: {exception.Message}", exception);
        }
    }

    private async Task<T> Do<T>(string doing, Func<Task<T>> command)
    {
        try
        {
            return await command();
        }
        catch (RedisFailure failure)
        {
            throw new RedisClusteringException($"The membership table {_key} could not be {doing}: {failure.Message}", failure);
        }
    }
}
