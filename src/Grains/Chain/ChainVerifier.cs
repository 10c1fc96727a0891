using MiningGrid.Core.Blocks;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Grains.Chain;

/// <summary>
/// Judges a stored chain anew, from genesis to its head: every block by all rules, what finds it by hash and
/// transaction, and the head against what the blocks come to.
/// </summary>
internal sealed class ChainVerifier(IChainRecords records, ChainHead head)
{
    // That a block was not too far ahead of the clock was judged when it came; the clock of then is not known.
    private static readonly DateTimeOffset NoClock = DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue);

    /// <summary>Checks the chain; says the first block that does not hold, and why.</summary>
    /// <param name="progress">Told every height that holds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ChainVerification Verify(Action<long>? progress, CancellationToken cancellationToken)
    {
        var context = ChainContext.AtGenesis(head.Parameters);
        for (var height = 0L; height <= head.Context.Height; height++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var fault = CheckBlock(height, ref context);
                if (fault is not null)
                    return new ChainVerification(height, height, fault);
            }
            catch (StorageException e)
            {
                return new ChainVerification(height, height, e.Message);
            }

            progress?.Invoke(height);
        }

        var isHeadRight = context.ToBytes().AsSpan().SequenceEqual(head.Stored.Context);
        return new ChainVerification(head.Context.Height + 1L, null, isHeadRight ? null : "the stored head is not what the blocks come to");
    }

    private string? CheckBlock(long height, ref ChainContext context)
    {
        if (records.Read<StoredBlock>(BlockNames.Block(height)) is not { } record)
            return "the block is missing";
        if (record.Height != height)
            return $"the record is of height {record.Height}";
        if (!Block.TryParse(record.Block, out var block, out var reason))
            return reason.ToString();
        if (height == 0)
        {
            if (!head.Parameters.Genesis.ToBytes().AsSpan().SequenceEqual(record.Block))
                return "the block is not the genesis of the chain's parameters";
        }
        else
        {
            reason = BlockValidator.Check(block, context, NoClock);
            if (!reason.IsNone)
                return reason.ToString();
            context = context.Append(block.Header);
        }

        return CheckIndex(height, block);
    }

    private string? CheckIndex(long height, Block block)
    {
        if (records.Read<StoredHeight>(BlockNames.Height(block.Hash))?.Height != height)
            return $"the hash {block.Hash} does not lead to the block";
        for (var index = 0; index < block.Transactions.Length; index++)
        {
            var id = block.Transactions[index].Id;
            if (records.Read<StoredPlace>(BlockNames.Place(id)) is not { } place || place.Height != height || place.Index != index)
                return $"the transaction id {id} does not lead to its place in the block";
        }

        return null;
    }
}
