namespace MiningGrid.Grains.Jobs;

/// <summary>A search's solutions: ascending to read, and in the order of their finding to store.</summary>
internal sealed class SolutionList
{
    private readonly List<UInt128> _ascending = [];
    private readonly List<UInt128> _unsaved = [];

    public int Count => _ascending.Count;

    public UInt128 this[int index] => _ascending[index];

    /// <summary>The lowest one; null when there is none.</summary>
    public UInt128? Lowest => _ascending.Count > 0 ? _ascending[0] : null;

    /// <summary>Those that were found since the last <see cref="MarkSaved"/>.</summary>
    public IReadOnlyList<UInt128> Unsaved => _unsaved;

    /// <summary>Adds one; returns whether it is new.</summary>
    public bool Add(UInt128 position)
    {
        if (!Insert(position))
            return false;
        _unsaved.Add(position);
        return true;
    }

    /// <summary>Adds those that are stored already.</summary>
    public void Restore(IEnumerable<UInt128> positions)
    {
        foreach (var position in positions)
            Insert(position);
    }

    /// <summary>The first so many unsaved ones are stored now.</summary>
    public void MarkSaved(int count) => _unsaved.RemoveRange(0, count);

    private bool Insert(UInt128 position)
    {
        // They come nearly in order.
        if (_ascending.Count == 0 || _ascending[^1] < position)
        {
            _ascending.Add(position);
            return true;
        }

        var index = _ascending.BinarySearch(position);
        if (index >= 0)
            return false;
        _ascending.Insert(~index, position);
        return true;
    }
}
