using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>How fast each node delivers in a job, and so how long its leases should be. Outlives the job's epochs.</summary>
internal sealed class NodePaces(LeaseSizerBounds bounds, TimeSpan forgetAfter)
{
    private const int MaxNodes = 10_000;

    private readonly Dictionary<string, Pace> _paces = [];

    /// <summary>The length of the lease that a node asks for.</summary>
    public UInt128 NextLength(LeaseRequest request, UInt128 left, TimeSpan now)
    {
        var pace = Seen(request.NodeId, now);
        var length = pace.Sizer.Next(request.HashRate, left, ShareOf(pace, now));
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
        pace.Sizer.Delivered(positions, now);
    }

    public void Remove(string node) => _paces.Remove(node);

    private Pace Seen(string node, TimeSpan now)
    {
        if (!_paces.TryGetValue(node, out var pace))
        {
            Forget(now);
            _paces.Add(node, pace = new Pace(new LeaseSizer(bounds)));
        }

        pace.LastSeen = now;
        return pace;
    }

    private double ShareOf(Pace pace, TimeSpan now)
    {
        var active = _paces.Values.Where(other => now - other.LastSeen < forgetAfter).ToList();
        return active.TrueForAll(other => other.Sizer.Rate > 0)
            ? pace.Sizer.Rate / active.Sum(other => other.Sizer.Rate)
            : 1.0 / active.Count;
    }

    private void Forget(TimeSpan now)
    {
        foreach (var (node, _) in _paces.Where(pace => now - pace.Value.LastSeen >= forgetAfter).ToList())
            _paces.Remove(node);
        if (_paces.Count >= MaxNodes)
            _paces.Remove(_paces.MinBy(pace => pace.Value.LastSeen).Key);
    }

    private sealed class Pace(LeaseSizer sizer)
    {
        public LeaseSizer Sizer { get; } = sizer;

        public TimeSpan LastSeen { get; set; }
    }
}
