using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Grains;
using MiningGrid.Grains.Chain;
using Orleans.Serialization;

namespace MiningGrid.Silo.Storage;

/// <summary>A chain's records in a database.</summary>
internal sealed class ChainRecords(SqliteReader reader, string path, GrainId chain, Serializer serializer) : IChainRecords
{
    private static readonly SqliteTable Blocks = SqliteTable.Of(StorageNames.Blocks);
    private static readonly SqliteTable State = SqliteTable.Of(StorageNames.State);

    private readonly string _chain = chain.ToString();

    public T? Read<T>(string name)
        where T : class
        => Read<T>(Blocks, name);

    /// <summary>A record of the grain's own state.</summary>
    public T? ReadState<T>(string name)
        where T : class
        => Read<T>(State, name);

    private T? Read<T>(SqliteTable table, string name)
        where T : class
    {
        var key = new RecordKey(_chain, name);
        return reader.Read(table, key) is { } record ? RecordSerializer.Deserialize<T>(serializer, path, key, record.Data) : null;
    }
}
