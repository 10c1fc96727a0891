namespace MiningGrid.Grains.Jobs;

/// <summary>
/// How long leases last and how often nodes report. With so many nodes that they would call more often than the job is to be called,
/// everything lasts longer by the same factor.
/// </summary>
internal sealed class LeaseTempo(JobsOptions options)
{
    private double CallsOfNode => 1 / options.LeaseTime.TotalSeconds + 1 / options.ReportEvery.TotalSeconds;

    /// <summary>The factor, 1 or more.</summary>
    public double Stretch(int nodes) => Math.Max(1, nodes * CallsOfNode / options.CallsPerSecond);

    public TimeSpan ReportEvery(int nodes) => options.ReportEvery * Stretch(nodes);

    public TimeSpan TimeToLive(int nodes) => options.TimeToLive * Stretch(nodes);
}
