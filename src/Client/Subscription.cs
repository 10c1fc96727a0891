using System.Threading.Channels;

namespace MiningGrid.Client;

/// <summary>Keeps an observer subscribed until disposed: renews it, and unsubscribes at the end.</summary>
/// <typeparam name="TObserver">The observer's interface.</typeparam>
internal sealed class Subscription<TObserver> : IAsyncDisposable
    where TObserver : class, IGrainObserver
{
    // Whoever ends a watch does not want to wait for it.
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);

    private readonly GridClient _client;
    private readonly TObserver _observer; // held here: the engine holds it weakly
    private readonly TObserver _reference;
    private readonly Func<TObserver, Task> _unsubscribe;
    private readonly CancellationTokenSource _ended = new();
    private readonly Channel<object> _due = Channel.CreateBounded<object>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly Task _renewing;

    private Subscription(GridClient client, TObserver observer, TObserver reference,
        Func<TObserver, Task> subscribe, Func<TObserver, Task> unsubscribe)
    {
        _client = client;
        _observer = observer;
        _reference = reference;
        _unsubscribe = unsubscribe;
        _renewing = KeepRenewing(subscribe);
    }

    public static async Task<Subscription<TObserver>> Start(GridClient client, TObserver observer,
        Func<TObserver, Task> subscribe, Func<TObserver, Task> unsubscribe, CancellationToken cancellationToken)
    {
        var reference = client.Grains.CreateObjectReference<TObserver>(observer);
        try
        {
            await client.Calls.Run(() => subscribe(reference), cancellationToken);
        }
        catch
        {
            client.Grains.DeleteObjectReference<TObserver>(reference);
            throw;
        }
        return new(client, observer, reference, subscribe, unsubscribe);
    }

    /// <summary>Renews it soon: the grain may have been activated anew, and know nobody.</summary>
    public void Renew() => _due.Writer.TryWrite(_due);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        try
        {
            await _unsubscribe(_reference).WaitAsync(LastPatience, _client.Time);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OperationCanceledException)
        {
            // The grid is gone or forgets the observer by itself.
        }
        _client.Grains.DeleteObjectReference<TObserver>(_reference);
        _ended.Dispose();
        GC.KeepAlive(_observer);
    }

    private async Task KeepRenewing(Func<TObserver, Task> subscribe)
    {
        try
        {
            while (true)
            {
                await _due.Reader.Next(_client.Options.RenewEvery, _client.Time, _ended.Token);
                try
                {
                    await _client.Calls.Run(() => subscribe(_reference), _ended.Token);
                }
                catch (GridUnavailableException)
                {
                    // Tried again later; meanwhile the watch asks.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }
}
