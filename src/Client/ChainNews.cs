using System.Threading.Channels;
using MiningGrid.Core.Blocks;
using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Client;

/// <summary>News of a chain, as far as it arrives: some may be lost, and a slow reader loses the oldest.</summary>
internal sealed class ChainNews : IAsyncDisposable
{
    private const int Kept = 4096;

    private readonly Listener _listener;
    private readonly Subscription<IChainObserver> _subscription;
    private readonly TimeProvider _time;

    private ChainNews(Listener listener, Subscription<IChainObserver> subscription, TimeProvider time)
    {
        _listener = listener;
        _subscription = subscription;
        _time = time;
    }

    public static async Task<ChainNews> Subscribe(GridClient client, IChainGrain chain, CancellationToken cancellationToken)
    {
        var listener = new Listener();
        var subscription = await Subscription<IChainObserver>.Start(
            client, listener, chain.Subscribe, chain.Unsubscribe, cancellationToken);
        return new(listener, subscription, client.Time);
    }

    /// <summary>A block that is read from the store: nobody remembers what it took to find it.</summary>
    public static BlockAccepted FromStore(string chain, BlockRecord record)
    {
        var block = Block.Parse(record.Block);
        return new(chain, record.Height, block.Header.Hash, block.Header.ToBytes(),
            [.. block.Transactions.Select(transaction => transaction.Id)], Hashes: 0, TimeSpan.Zero);
    }

    /// <summary>The next block that was heard of; null when none was for so long.</summary>
    public Task<BlockAccepted?> Next(TimeSpan patience, CancellationToken cancellationToken) =>
        _listener.Heard.Reader.Next(patience, _time, cancellationToken);

    /// <summary>Something when the chain was heard of; null when it was not for so long.</summary>
    public Task<object?> Change(TimeSpan patience, CancellationToken cancellationToken) =>
        _listener.Changed.Reader.Next(patience, _time, cancellationToken);

    /// <summary>Subscribes again, for it seems that nothing is heard.</summary>
    public void Renew() => _subscription.Renew();

    public ValueTask DisposeAsync() => _subscription.DisposeAsync();

    private sealed class Listener : IChainObserver
    {
        public Channel<BlockAccepted> Heard { get; } = Channel.CreateBounded<BlockAccepted>(
            new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        public Channel<object> Changed { get; } = Channel.CreateBounded<object>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        public Task BlockAccepted(BlockAccepted block)
        {
            Heard.Writer.TryWrite(block);
            Changed.Writer.TryWrite(block);
            return Task.CompletedTask;
        }

        public Task StatusChanged(ChainStatus status)
        {
            Changed.Writer.TryWrite(status);
            return Task.CompletedTask;
        }
    }
}
