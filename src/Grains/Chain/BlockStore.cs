using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using Orleans.Runtime;
using Orleans.Storage;

namespace MiningGrid.Grains.Chain;

/// <summary>
/// A chain's blocks: a record a block, and small ones that find it by hash and by transaction. They are written
/// before the head; above the head they mean nothing, and the next block overwrites them.
/// </summary>
/// <param name="storage">Where the records are.</param>
/// <param name="chain">The chain's grain.</param>
/// <param name="confirmHead">Throws <see cref="InconsistentStateException"/> when another activation has moved the head.</param>
internal sealed class BlockStore(IGrainStorage storage, GrainId chain, Func<Task> confirmHead)
{
    /// <summary>Writes all records of a block that is to be the next head; done when all are stored.</summary>
    public Task Write(long height, Block block)
    {
        var transactions = block.Transactions;
        var writes = new Task[2 + transactions.Length];
        writes[0] = Put(BlockNames.Block(height), new StoredBlock { Height = height, Block = block.ToBytes() });
        writes[1] = Put(BlockNames.Height(block.Hash), new StoredHeight { Height = height });
        for (var i = 0; i < transactions.Length; i++)
            writes[i + 2] = Put(BlockNames.Place(transactions[i].Id), new StoredPlace { Height = height, Index = i });
        return Task.WhenAll(writes);
    }

    /// <summary>The block's bytes at a height that is not above the head.</summary>
    public async Task<byte[]?> Read(long height) => (await Get<StoredBlock>(BlockNames.Block(height)))?.Block;

    /// <summary>The height that a hash was last written at; above the head, or with another block there, it means nothing.</summary>
    public async Task<long?> FindHeight(Hash256 hash) => (await Get<StoredHeight>(BlockNames.Height(hash)))?.Height;

    private async Task<T?> Get<T>(string name)
        where T : class, new()
    {
        var record = new GrainState<T>(new T());
        await storage.ReadStateAsync(name, chain, record);
        return record.RecordExists ? record.State : null;
    }

    private async Task Put<T>(string name, T value)
        where T : class, new()
    {
        try
        {
            await storage.WriteStateAsync(name, chain, new GrainState<T>(value));
        }
        catch (InconsistentStateException)
        {
            await Overwrite(name, value);
        }
    }

    // The record is there: a crash left it before its head was written, or another activation is writing. The ETag is
    // read before the head is confirmed, so that what the other one commits first is not overwritten.
    private async Task Overwrite<T>(string name, T value)
        where T : class, new()
    {
        var record = new GrainState<T>(new T());
        await storage.ReadStateAsync(name, chain, record);
        await confirmHead();
        record.State = value;
        await storage.WriteStateAsync(name, chain, record);
    }
}
