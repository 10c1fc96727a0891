using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Values that travel with calls, from caller to callee and on to whom it calls.</summary>
public static class RequestContext
{
    internal const string ReentrancyKey = "#RCR";
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Flowing = new();

    /// <value>The call chain within which calls back into a grain on it may interleave; empty for none.</value>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
                Remove(ReentrancyKey);
            else
                Set(ReentrancyKey, value);
        }
    }

    public static IEnumerable<string> Keys => Current?.Keys ?? [];

    public static IEnumerable<KeyValuePair<string, object>> Entries => Current ?? Enumerable.Empty<KeyValuePair<string, object>>();

    internal static ImmutableDictionary<string, object>? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Until disposed of, calls made from here may come back to this grain without waiting for its running call.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        var id = original == Guid.Empty ? Guid.NewGuid() : original;
        RuntimeContext.Current?.EnterReentrantSection(id);
        ReentrancyId = id;
        return new ReentrancySection(original, id);
    }

    /// <summary>Until disposed of, calls made from here wait as others do.</summary>
    public static ReentrancySection SuppressCallChainReentrancy()
    {
        var original = ReentrancyId;
        ReentrancyId = Guid.Empty;
        return new ReentrancySection(original, Guid.Empty);
    }

    public static object? Get(string key) => Current is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value) => Current = (Current ?? ImmutableDictionary<string, object>.Empty).SetItem(key, value);

    public static bool Remove(string key)
    {
        if (Current is not { } values || !values.ContainsKey(key))
            return false;
        Current = values.Count == 1 ? null : values.Remove(key);
        return true;
    }

    public static void Clear()
    {
        if (Current is not null)
            Current = null;
    }

    /// <summary>Ends what <see cref="AllowCallChainReentrancy"/> or <see cref="SuppressCallChainReentrancy"/> began.</summary>
    public readonly struct ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId) : IDisposable
    {
        public void Dispose()
        {
            if (newReentrancyId != Guid.Empty)
                RuntimeContext.Current?.LeaveReentrantSection(newReentrancyId);
            if (ReentrancyId != originalReentrancyId)
                ReentrancyId = originalReentrancyId;
        }
    }
}
