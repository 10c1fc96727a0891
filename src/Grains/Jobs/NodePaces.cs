using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>How fast each node delivers in a job, and so how long its leases should be. Outlives the job's epochs.</summary>
internal sealed class NodePaces(LeaseSizerBounds bounds, LeaseTempo tempo)
{
    private const int MaxNodes = 100_000;

    private readonly Dictionary<string, Pace> _paces = [];
    private double _rates;
    private int _unmeasured;
    private TimeSpan _nextSweep;

    /// <summary>Nodes that take part.</summary>
    public int Count => _paces.Count;

    /// <summary>The length of the lease that a node asks for.</summary>
    public UInt128 NextLength(LeaseRequest request, UInt128 left, TimeSpan now)
    {
        var pace = Seen(request.NodeId, now);
        var length = pace.Sizer.Next(request.HashRate, left, ShareOf(pace), tempo.Stretch(Count));
        pace.Sizer.Begin(now);
        return length;
    }

    /// <summary>A node found nothing to lease.</summary>
    public void Idle(string node)
    {
        if (_paces.TryGetValue(node, out var pace))
            pace.Sizer.Pause();
    }

    public void Delivered(string node, UInt128 positions, TimeSpan now)
    {
        if (!_paces.TryGetValue(node, out var pace))
            return;
        pace.LastSeen = now;
        Discount(pace);
        pace.Sizer.Delivered(positions, now);
        Include(pace);
    }

    public void Remove(string node)
    {
        if (_paces.Remove(node, out var pace))
            Discount(pace);
    }

    private Pace Seen(string node, TimeSpan now)
    {
        Forget(now);
        if (!_paces.TryGetValue(node, out var pace))
        {
            if (_paces.Count >= MaxNodes)
                Remove(_paces.MinBy(other => other.Value.LastSeen).Key);
            _paces.Add(node, pace = new Pace(new LeaseSizer(bounds)));
            Include(pace);
        }

        pace.LastSeen = now;
        return pace;
    }

    private double ShareOf(Pace pace) => _unmeasured == 0 ? pace.Sizer.Rate / _rates : 1.0 / _paces.Count;

    private void Forget(TimeSpan now)
    {
        if (now < _nextSweep)
            return;
        var age = 2 * tempo.TimeToLive(Count);
        _nextSweep = now + age / 4;
        foreach (var (node, _) in _paces.Where(pace => now - pace.Value.LastSeen >= age).ToList())
            Remove(node);
    }

    private void Include(Pace pace)
    {
        _rates += pace.Sizer.Rate;
        if (pace.Sizer.Rate == 0)
            _unmeasured++;
    }

    private void Discount(Pace pace)
    {
        _rates -= pace.Sizer.Rate;
        if (pace.Sizer.Rate == 0)
            _unmeasured--;
    }

    private sealed class Pace(LeaseSizer sizer)
    {
        public LeaseSizer Sizer { get; } = sizer;

        public TimeSpan LastSeen { get; set; }
    }
}
