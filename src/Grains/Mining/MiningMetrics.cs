using System.Diagnostics.Metrics;

namespace MiningGrid.Grains.Mining;

/// <summary>The meter <c>MiningGrid</c>: what a silo hashes, and what its jobs see.</summary>
public sealed class MiningMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "MiningGrid";

    private readonly Counter<long> _slices;
    private readonly Counter<long> _leases;
    private readonly Counter<long> _stale;
    private readonly Counter<long> _false;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Where they are made.</param>
    /// <param name="pool">What is measured.</param>
    public MiningMetrics(IMeterFactory meters, WorkerPool pool)
    {
        var meter = meters.Create(MeterName);
        var window = TimeSpan.FromSeconds(10);
        meter.CreateObservableGauge("mininggrid.hashrate", () => pool.RateOver(window), "H/s", "Hashes a second of this silo over the last 10 s.");
        meter.CreateObservableCounter("mininggrid.hashes", () => pool.Hashes, "{hash}", "Hashes of this silo.");
        meter.CreateObservableGauge("mininggrid.queue", () => pool.Queued, "{slice}", "Slices that wait for a worker.");
        _slices = meter.CreateCounter<long>("mininggrid.slices", "{slice}", "Slices that this silo's workers were given.");
        _leases = meter.CreateCounter<long>("mininggrid.leases", "{lease}", "Leases that jobs on this silo gave out.");
        _stale = meter.CreateCounter<long>("mininggrid.reports.stale", "{report}", "Reports that came too late.");
        _false = meter.CreateCounter<long>("mininggrid.solutions.false", "{solution}", "Claimed solutions that were none.");
    }

    internal void SliceBegan() => _slices.Add(1);

    internal void LeaseGranted() => _leases.Add(1);

    internal void ReportWasStale() => _stale.Add(1);

    internal void SolutionWasFalse() => _false.Add(1);
}
