namespace MiningGrid.Client;

/// <summary>Keeps an observer subscribed until disposed: renews it, and unsubscribes at the end.</summary>
/// <typeparam name="TObserver">The observer's interface.</typeparam>
internal sealed class Subscription<TObserver> : IAsyncDisposable
    where TObserver : class, IGrainObserver
{
    private readonly GridClient _client;
    private readonly TObserver _observer; // held here: the engine holds it weakly
    private readonly TObserver _reference;
    private readonly Func<TObserver, Task> _unsubscribe;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;

    private Subscription(GridClient client, TObserver observer, TObserver reference,
        Func<TObserver, Task> subscribe, Func<TObserver, Task> unsubscribe)
    {
        _client = client;
        _observer = observer;
        _reference = reference;
        _unsubscribe = unsubscribe;
        _renewing = Renew(subscribe);
    }

    public static async Task<Subscription<TObserver>> Start(GridClient client, TObserver observer,
        Func<TObserver, Task> subscribe, Func<TObserver, Task> unsubscribe, CancellationToken cancellationToken)
    {
        var reference = client.Grains.CreateObjectReference<TObserver>(observer);
        try
        {
            await GridCall.Run(() => subscribe(reference), cancellationToken);
        }
        catch
        {
            client.Grains.DeleteObjectReference<TObserver>(reference);
            throw;
        }
        return new(client, observer, reference, subscribe, unsubscribe);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        try
        {
            await GridCall.Run(() => _unsubscribe(_reference), CancellationToken.None);
        }
        catch (GridUnavailableException)
        {
            // The grid is gone or forgets the observer by itself.
        }
        _client.Grains.DeleteObjectReference<TObserver>(_reference);
        _ended.Dispose();
        GC.KeepAlive(_observer);
    }

    private async Task Renew(Func<TObserver, Task> subscribe)
    {
        using var timer = new PeriodicTimer(_client.Options.RenewEvery, _client.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                try
                {
                    await GridCall.Run(() => subscribe(_reference), _ended.Token);
                }
                catch (GridUnavailableException)
                {
                    // The next tick tries again; meanwhile the watch asks.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }
}
