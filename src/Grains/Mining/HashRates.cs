namespace MiningGrid.Grains.Mining;

/// <summary>Hash rates as miners know them.</summary>
/// <param name="TenSeconds">Over the last 10 s, H/s.</param>
/// <param name="Minute">Over the last 60 s, H/s.</param>
/// <param name="QuarterHour">Over the last 15 min, H/s.</param>
/// <param name="Total">Hashes since the start.</param>
public sealed record HashRates(double TenSeconds, double Minute, double QuarterHour, double Total)
{
    internal static HashRates Of(RateMeter meter) => new(
        meter.Rate(TimeSpan.FromSeconds(10)),
        meter.Rate(TimeSpan.FromMinutes(1)),
        meter.Rate(TimeSpan.FromMinutes(15)),
        meter.Total);
}
