using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>Keeps observers until they have not renewed their subscription for a time, and notifies them.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log)
    where TObserver : notnull;

/// <inheritdoc cref="ObserverManager{TObserver}"/>
public partial class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
    where TObserver : notnull
{
    private readonly Dictionary<TIdentity, Entry> _entries = [];
    private readonly ILogger _log;

    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
        GetDateTime = static () => TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    public Func<DateTime> GetDateTime { get; set; }

    /// <value>How long a subscription lasts that is not renewed.</value>
    public TimeSpan ExpirationDuration { get; set; }

    public int Count => _entries.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _entries.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    public void Clear() => _entries.Clear();

    /// <summary>Adds the observer, or renews its subscription.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _entries[id] = new Entry(observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _entries.Remove(id);

    /// <summary>Notifies all at once; those that fail or have expired are dropped.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        var told = new List<(TIdentity Id, Entry Entry, Task Task)>();
        foreach (var (id, entry) in Due(predicate))
            told.Add((id, entry, Begin(notification, entry.Observer)));
        foreach (var (id, entry, task) in told)
        {
            try
            {
                await task;
            }
            catch (Exception exception)
            {
                Drop(id, entry, exception);
            }
        }
    }

    /// <inheritdoc cref="Notify(Func{TObserver, Task}, Func{TObserver, bool})"/>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, entry) in Due(predicate))
        {
            try
            {
                notification(entry.Observer);
            }
            catch (Exception exception)
            {
                Drop(id, entry, exception);
            }
        }
    }

    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, entry) in _entries.ToArray())
        {
            if (IsExpired(entry, now))
                _entries.Remove(id);
        }
    }

    public IEnumerator<TObserver> GetEnumerator() => _entries.Values.Select(entry => entry.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Task Begin(Func<TObserver, Task> notification, TObserver observer)
    {
        try
        {
            return notification(observer);
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    private List<(TIdentity Id, Entry Entry)> Due(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. _entries.Where(pair => predicate?.Invoke(pair.Value.Observer) ?? true).Select(pair => (pair.Key, pair.Value))];
    }

    private bool IsExpired(Entry entry, DateTime now) => entry.LastSeen + ExpirationDuration < now;

    private void Drop(TIdentity id, Entry entry, Exception exception)
    {
        LogDropped(id, exception);
        if (_entries.TryGetValue(id, out var current) && ReferenceEquals(current, entry))
            _entries.Remove(id);
    }

    [LoggerMessage(1, LogLevel.Debug, "Dropped observer {Id}, which could not be notified.")]
    private partial void LogDropped(TIdentity id, Exception exception);

    private sealed record Entry(TObserver Observer, DateTime LastSeen);
}
