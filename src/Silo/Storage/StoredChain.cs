using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Grains;
using MiningGrid.Grains.Chain;
using Orleans.Serialization;

namespace MiningGrid.Silo.Storage;

/// <summary>
/// A chain in a data folder, read without a silo; one may be running on it. All that is read is of the moment of opening.
/// </summary>
public sealed class StoredChain : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly SqliteReader _reader;
    private readonly ChainRecords _records;
    private readonly ChainHead _head;

    private StoredChain(ServiceProvider services, SqliteReader reader, ChainRecords records, ChainHead head)
    {
        _services = services;
        _reader = reader;
        _records = records;
        _head = head;
    }

    /// <summary>The parameters that the chain was made with.</summary>
    public ChainParameters Parameters => _head.Parameters;

    /// <summary>The head: height, tip, work, and what difficulty and time rules read.</summary>
    public ChainContext Head => _head.Context;

    /// <summary>Opens a stored chain for reading.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="chain">The chain's name.</param>
    /// <exception cref="StorageException">There is no database, it is damaged or of a newer format, or the chain's head can't be read.</exception>
    /// <exception cref="ChainNotFoundException">The database holds no such chain.</exception>
    public static StoredChain Open(string dataFolder, string chain)
    {
        var path = DataFolder.DatabaseOf(dataFolder);
        var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        SqliteReader? reader = null;
        try
        {
            reader = new SqliteReader(path);
            reader.BeginSnapshot();
            var records = new ChainRecords(reader, path, ChainNames.GrainId(chain), services.GetRequiredService<Serializer>());
            return new StoredChain(services, reader, records, ReadHead(records, path, chain));
        }
        catch
        {
            reader?.Dispose();
            services.Dispose();
            throw;
        }
    }

    /// <summary>The block at a height; null above the head or below 0.</summary>
    /// <exception cref="StorageException">The record is missing or damaged.</exception>
    public Block? BlockAt(long height)
    {
        if (height < 0 || height > Head.Height)
            return null;
        var name = BlockNames.Block(height);
        var record = _records.Read<StoredBlock>(name) ?? throw new StorageException($"The block {height} is missing.");
        return Block.TryParse(record.Block, out var block, out var reason) ? block : throw new StorageException($"The block {height} can't be read: {reason}.");
    }

    /// <summary>The height of a block; null when the chain has none of that hash.</summary>
    /// <exception cref="StorageException">A record is missing or damaged.</exception>
    public long? HeightOf(Hash256 hash) =>
        _records.Read<StoredHeight>(BlockNames.Height(hash)) is { } found && BlockAt(found.Height)?.Hash == hash ? found.Height : null;

    /// <summary>
    /// Judges every block anew, from genesis to the head, with what finds it and with the head itself; then the checksum of
    /// every record in the database, and the database's own structure.
    /// </summary>
    /// <param name="progress">Told every height that holds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ChainVerification Verify(Action<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var chain = new ChainVerifier(_records, _head).Verify(progress, cancellationToken);
        if (!chain.IsSound)
            return chain;
        try
        {
            return chain with { Fault = FindDamage(cancellationToken) };
        }
        catch (StorageException e)
        {
            return chain with { Fault = e.Message };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _services.Dispose();
    }

    private static ChainHead ReadHead(ChainRecords records, string path, string chain)
    {
        try
        {
            return records.ReadState<ChainState>(ChainNames.State) is { } state && ChainHead.Parse(state) is { } head
                ? head
                : throw new ChainNotFoundException($"The database {path} has no chain '{chain}'.");
        }
        catch (FormatException e)
        {
            throw new StorageException($"The stored head of the chain '{chain}' can't be read: {e.Message}", e);
        }
    }

    private string? FindDamage(CancellationToken cancellationToken)
    {
        foreach (var table in new[] { StorageNames.State, StorageNames.Blocks }.Select(SqliteTable.Of))
        {
            foreach (var (key, _, holds) in _reader.ReadAll(table))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!holds)
                    return $"the record {key} is damaged: its checksum does not match";
            }
        }

        return _reader.FindDamage();
    }
}
