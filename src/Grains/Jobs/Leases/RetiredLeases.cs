using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>The last leases that ended, so that a late report of one still counts.</summary>
internal sealed class RetiredLeases(int capacity)
{
    private readonly Dictionary<long, (string Node, PositionRange Range)> _leases = [];
    private readonly Queue<long> _order = new();

    public void Add(long id, string node, PositionRange range)
    {
        _leases.Add(id, (node, range));
        _order.Enqueue(id);
        if (_order.Count > capacity)
            _leases.Remove(_order.Dequeue());
    }

    public bool TryFind(long id, string node, out PositionRange range)
    {
        var found = _leases.TryGetValue(id, out var lease) && lease.Node == node;
        range = found ? lease.Range : default;
        return found;
    }

    public void Forget(string node)
    {
        foreach (var id in _leases.Where(lease => lease.Value.Node == node).Select(lease => lease.Key).ToList())
            _leases.Remove(id);
    }
}
