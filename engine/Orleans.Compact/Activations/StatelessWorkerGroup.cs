using Compact.Calls;

namespace Orleans.Runtime;

/// <summary>The activations that serve one id of a stateless worker: an idle one gets the call, and new ones are made up to the limit.</summary>
internal sealed class StatelessWorkerGroup(GrainId grainId, int workersMax, Catalog catalog, Func<StatelessWorkerGroup, Activation> create) : CallTarget
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];
    private bool _isGone;

    public GrainId GrainId { get; } = grainId;

    public override object? Instance => null;

    public Activation[] Workers
    {
        get
        {
            lock (_lock)
                return [.. _workers];
        }
    }

    public override bool TryReceive(Call call)
    {
        lock (_lock)
            return !_isGone && Pick().TryReceive(call);
    }

    public override void End(Work work, Exception? failure) => throw new NotSupportedException("Work is done by the group's workers.");

    public override void GoOn() => throw new NotSupportedException("Work is done by the group's workers.");

    public override void Post(Turn turn) => throw new NotSupportedException("Turns are run by the group's workers.");

    public void Remove(Activation worker)
    {
        lock (_lock)
        {
            _workers.Remove(worker);
            if (_workers.Count != 0)
                return;
            _isGone = true;
            catalog.Remove(this);
        }
    }

    private Activation Pick()
    {
        Activation? best = null;
        foreach (var worker in _workers)
        {
            if (worker.Load == 0)
                return worker;
            if (best is null || worker.Load < best.Load)
                best = worker;
        }

        if (best is not null && _workers.Count >= workersMax)
            return best;
        var created = create(this);
        _workers.Add(created);
        return created;
    }
}
