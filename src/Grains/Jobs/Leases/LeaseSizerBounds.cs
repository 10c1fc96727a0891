namespace MiningGrid.Grains.Jobs;

/// <summary>What a <see cref="LeaseSizer"/> aims at.</summary>
/// <param name="Aim">How long a lease is to last.</param>
/// <param name="Min">Positions of the shortest lease, unless less is left.</param>
/// <param name="Max">Positions of the longest lease.</param>
/// <param name="First">Positions of the first lease of a node that has not measured itself.</param>
internal sealed record LeaseSizerBounds(TimeSpan Aim, UInt128 Min, UInt128 Max, UInt128 First);
