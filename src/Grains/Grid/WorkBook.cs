using System.Collections.Immutable;
using MiningGrid.GrainInterfaces.Grid;

namespace MiningGrid.Grains.Grid;

/// <summary>The list of active work; its version grows with every change, across restarts too.</summary>
internal sealed class WorkBook(long firstVersion)
{
    // What a job says that has no work and remembers none.
    private const long NoEpoch = 0;

    private readonly Dictionary<string, WorkItem> _items = [];
    private long _version = firstVersion;
    private WorkList? _list;

    public IEnumerable<string> JobIds => _items.Keys;

    public WorkList List => _list ??= new WorkList(_version, [.. _items.Values]);

    /// <summary>What a node that gets no work is told.</summary>
    public WorkList None => new(_version, ImmutableArray<WorkItem>.Empty);

    /// <summary>Takes an item on, or out when it is not active; returns whether that changed anything.</summary>
    public bool Change(WorkItem item)
    {
        var isKnown = _items.TryGetValue(item.JobId, out var known);
        if (isKnown && item.Epoch < known!.Epoch && item.Epoch != NoEpoch)
            return false; // overtaken by newer work
        if (item.IsActive ? known == item : !isKnown)
            return false;
        if (item.IsActive)
            _items[item.JobId] = item;
        else
            _items.Remove(item.JobId);
        _version++;
        _list = null;
        return true;
    }
}
