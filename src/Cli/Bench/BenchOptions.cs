namespace MiningGrid.Cli.Bench;

/// <summary>What <c>minegrid bench</c> was asked to do.</summary>
/// <param name="Duration">How long each measurement takes.</param>
/// <param name="Scanner">A scanner's name, "auto" for the fastest, "all" for each that this machine has.</param>
/// <param name="Workers">Threads of the last measurement; null for one a processor.</param>
/// <param name="Json">Whether rows go out as JSON lines.</param>
internal sealed record BenchOptions(TimeSpan Duration, string Scanner, int? Workers, bool Json);
