using Compact.Calls;
using Orleans.Runtime;

namespace Compact.Routing;

/// <summary>The calls of one grain that wait until it is known where the grain is.</summary>
internal sealed class Search(GrainId id)
{
    private const int CallsMax = 100_000;

    private readonly Lock _lock = new();
    private List<Call>? _calls = [];

    public GrainId Id { get; } = id;

    /// <returns>False when the search has just ended.</returns>
    public bool TryAdd(Call call, out bool isFirst)
    {
        lock (_lock)
        {
            isFirst = _calls is { Count: 0 };
            if (_calls is null)
                return false;
            if (_calls.Count < CallsMax)
            {
                _calls.Add(call);
                return true;
            }
        }

        call.TryFail(new LimitExceededException("Calls that wait for the grain directory", CallsMax + 1, CallsMax, Id.ToString()));
        return true;
    }

    /// <summary>Ends the search, and gives the calls that waited.</summary>
    public List<Call> End()
    {
        lock (_lock)
        {
            var calls = _calls!;
            _calls = null;
            return calls;
        }
    }
}
