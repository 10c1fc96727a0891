using System.Collections.Immutable;
using MiningGrid.GrainInterfaces.Grid;

namespace MiningGrid.Grains.Grid;

/// <summary>The list of active work; its version grows with every change.</summary>
internal sealed class WorkBook
{
    // What a job says that has no work and remembers none.
    private const long NoEpoch = 0;

    private readonly Guid _source = Guid.NewGuid();

    private readonly Dictionary<string, WorkItem> _items = [];
    private long _version;
    private WorkList? _list;

    public IEnumerable<string> JobIds => _items.Keys;

    public WorkList List => _list ??= new WorkList(_version, [.. _items.Values], _source);

    /// <summary>What a node that gets no work is told.</summary>
    public WorkList None => new(_version, ImmutableArray<WorkItem>.Empty, _source);

    /// <summary>
    /// Work that was active when a former activation stored it. Nodes that are at it go on; what has ended meanwhile
    /// its job tells them, or tells here when it is woken.
    /// </summary>
    public void Restore(IEnumerable<string> jobIds)
    {
        foreach (var id in jobIds)
            _items[id] = new WorkItem(id, NoEpoch, IsActive: true);
    }

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
