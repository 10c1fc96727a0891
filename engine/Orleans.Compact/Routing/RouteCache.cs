using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Compact.Routing;

/// <summary>
/// On which silos grains were last seen. Bounded: two generations, of which the older is dropped when the younger is full;
/// what is used in between moves over.
/// </summary>
internal sealed class RouteCache(TimeProvider time, int routesMax = RouteCache.RoutesMax)
{
    private const int RoutesMax = 200_000;
    private static readonly TimeSpan GuessLifetime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private volatile ConcurrentDictionary<GrainId, Route> _young = new();
    private volatile ConcurrentDictionary<GrainId, Route> _old = new();
    private int _youngCount;

    public int Count => _young.Count + _old.Count;

    public bool TryGet(GrainId id, [NotNullWhen(true)] out SiloAddress? silo)
    {
        if (!_young.TryGetValue(id, out var route))
        {
            if (!_old.TryGetValue(id, out route))
            {
                silo = null;
                return false;
            }

            Set(id, route);
        }

        if (route.Until != 0 && time.GetTimestamp() > route.Until)
        {
            Remove(id, route);
            silo = null;
            return false;
        }

        silo = route.Silo;
        return true;
    }

    /// <summary>Notes where the directory says the grain is.</summary>
    public void Remember(GrainId id, SiloAddress silo) => Set(id, new Route(silo, 0));

    /// <summary>Notes where the grain was sent to be made. It may turn out to be elsewhere, so this holds for a moment only.</summary>
    public void Guess(GrainId id, SiloAddress silo) =>
        Set(id, new Route(silo, time.GetTimestamp() + (long)(GuessLifetime.TotalSeconds * time.TimestampFrequency)));

    /// <summary>The grain is not on that silo, or not any more.</summary>
    public void Forget(GrainId id, SiloAddress silo)
    {
        if ((_young.TryGetValue(id, out var route) || _old.TryGetValue(id, out route)) && route.Silo.Equals(silo))
            Remove(id, route);
    }

    /// <summary>The silo is gone, and all its grains.</summary>
    public void Forget(SiloAddress silo)
    {
        foreach (var generation in new[] { _young, _old })
        {
            foreach (var (id, route) in generation)
            {
                if (route.Silo.Equals(silo))
                    Remove(id, route);
            }
        }
    }

    private void Set(GrainId id, Route route)
    {
        _young[id] = route;
        if (Interlocked.Increment(ref _youngCount) <= routesMax / 2)
            return;
        lock (_lock)
        {
            if (_youngCount <= routesMax / 2)
                return;
            _old = _young;
            _young = new ConcurrentDictionary<GrainId, Route>();
            _youngCount = 0;
        }
    }

    private void Remove(GrainId id, Route route)
    {
        _young.TryRemove(KeyValuePair.Create(id, route));
        _old.TryRemove(KeyValuePair.Create(id, route));
    }

    private sealed class Route(SiloAddress silo, long until)
    {
        public SiloAddress Silo { get; } = silo;

        /// <value>The end of a guess, by the clock; 0 for what is known.</value>
        public long Until { get; } = until;
    }
}
