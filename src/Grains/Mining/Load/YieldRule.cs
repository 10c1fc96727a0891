namespace MiningGrid.Grains.Mining;

/// <summary>
/// When mining makes room for other work: as soon as that was above the limit for a few seconds, and until it has been
/// well below it for longer, so that a load about the limit does not switch mining on and off.
/// </summary>
/// <param name="limit">What other work may use, as a share of all cores.</param>
internal sealed class YieldRule(double limit)
{
    public const int SecondsToYield = 3;
    public const int SecondsToReturn = 10;
    public const double ReturnBelow = 0.75;

    private readonly Queue<double> _loads = new();

    public double Limit { get; } = limit;

    public bool Yields { get; private set; }

    /// <summary>Takes the load of one more second; returns whether mining is to rest.</summary>
    public bool Observe(double load)
    {
        _loads.Enqueue(load);
        while (_loads.Count > (Yields ? SecondsToReturn : SecondsToYield))
            _loads.Dequeue();
        var changes = Yields
            ? _loads.Count == SecondsToReturn && _loads.Average() < ReturnBelow * Limit
            : _loads.Count == SecondsToYield && _loads.Average() > Limit;
        if (changes)
        {
            Yields = !Yields;
            _loads.Clear();
        }

        return Yields;
    }
}
