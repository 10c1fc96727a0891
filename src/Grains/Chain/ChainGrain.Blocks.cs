using System.Collections.Immutable;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Grains.Chain;

/// <summary>Takes blocks, and gives them back.</summary>
internal sealed partial class ChainGrain
{
    private const int MaxBlocksPerCall = 500;
    private const int MaxBytesPerCall = 4 << 20;

    public Task<TemplateMessage> GetTemplate(string rewardAddress)
    {
        var reward = ParseAddress(rewardAddress);
        if (!BlockTemplate.TryCreate(Head.Context, reward, message: "", [], _time.GetUtcNow(), out var template, out var wait))
            throw new InvalidRequestException($"{TooFarAhead} Ask again in {wait.TotalSeconds} s.");
        return Task.FromResult(new TemplateMessage(template.Height, template.ToSpec(), []));
    }

    public async Task<SubmitResult> SubmitBlock(byte[] block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _ = Head;
        if (!Block.TryParse(block, out var parsed, out var reason))
            return Rejected(reason, null, null);
        await Guard(() => Task.CompletedTask);
        if (!(reason = await Judge(parsed)).IsNone)
            return Rejected(reason, null, parsed.Hash);

        await Append(parsed, hashes: 0, TimeSpan.Zero);
        if (Head.Stored.Mining is not null)
            await Mine();
        return new SubmitResult(null, null, Head.Context.Height, parsed.Hash);
    }

    public async Task<BlockRecord?> GetBlockAt(long height) =>
        height < 0 || height > Head.Context.Height ? null : new BlockRecord(height, await ReadBlock(height));

    public async Task<BlockRecord?> FindBlock(Hash256 hash)
    {
        var head = Head.Context;
        if (await _blocks.FindHeight(hash) is not { } height || height > head.Height)
            return null;
        // A block that never became the head may have left its hash behind.
        var block = await ReadBlock(height);
        return Hash256.OfHeader(block.AsSpan(0, BlockHeader.Size)) == hash ? new BlockRecord(height, block) : null;
    }

    public async Task<ImmutableArray<BlockRecord>> GetBlocks(long from, int count)
    {
        var last = Head.Context.Height;
        var blocks = ImmutableArray.CreateBuilder<BlockRecord>();
        var bytes = 0;
        for (var height = Math.Max(0, from); height <= last && blocks.Count < Math.Min(count, MaxBlocksPerCall); height++)
        {
            var block = await ReadBlock(height);
            bytes += block.Length;
            if (bytes > MaxBytesPerCall && blocks.Count > 0)
                break;
            blocks.Add(new BlockRecord(height, block));
        }

        return blocks.ToImmutable();
    }

    private static SubmitResult Rejected(RejectReason reason, long? height, Hash256? hash) => new(reason.Word, reason.Detail, height, hash);

    private static Address ParseAddress(string text) =>
        Address.TryParse(text, out var address) ? address : throw new InvalidRequestException($"'{text}' is no address; allowed is {Address.Prefix}1… in bech32m.");

    private async Task<byte[]> ReadBlock(long height) =>
        await _blocks.Read(height) ?? throw new StorageException($"The block {height} of the chain '{Name}' is missing.");

    /// <summary>Says what is wrong with a block from outside; one that does not extend the head is told apart by its parent.</summary>
    private async Task<RejectReason> Judge(Block block)
    {
        var context = Head.Context;
        if (block.Header.PreviousHash == context.TipHash)
            return BlockValidator.Check(block, context, _time.GetUtcNow());
        await Guard(ConfirmHead);
        if (await FindBlock(block.Hash) is { } known)
            return new RejectReason(RejectWords.Duplicate, $"the block is the chain's at height {known.Height}");
        var reason = BlockValidator.CheckHeader(block.Header, context.Chain);
        if (!reason.IsNone)
            return reason;
        if (await FindBlock(block.Header.PreviousHash) is { } parent)
            return new RejectReason(RejectWords.StalePrevious, $"the parent is the block at height {parent.Height}; the tip is at {context.Height}");
        return new RejectReason(RejectWords.Inconclusive, $"the parent {block.Header.PreviousHash} is unknown");
    }

    /// <summary>Stores a block that holds as the new head: its records, then the head, which is the commit.</summary>
    private async Task Append(Block block, double hashes, TimeSpan elapsed)
    {
        var head = Head;
        var next = head.Append(block.Header);
        await Guard(async () =>
        {
            // After a failure the head has been read again, and may not be the one that the block was judged on.
            if (Head.Context.TipHash != head.Context.TipHash)
                throw new StorageException($"The head of the chain '{Name}' has moved, or was lost, while a block came.");
            await _blocks.Write(next.Context.Height, block);
            await Commit(next);
        });
        _work.Withdraw();
        await _news.Tell(new BlockAccepted(Name, next.Context.Height, block.Hash, block.Header.ToBytes(), [.. block.TransactionIds()], hashes, elapsed));
        if (head.Stored.Mining is not null && next.Stored.Mining is null)
            await EndMining();
    }
}
