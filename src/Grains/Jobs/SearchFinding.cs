namespace MiningGrid.Grains.Jobs;

/// <summary>What a report brought.</summary>
/// <param name="Standing">What became of its lease.</param>
/// <param name="Solutions">The claims that are true.</param>
/// <param name="FalseClaim">A claim that is not; null when there is none.</param>
/// <param name="Gained">Positions that are newly done.</param>
internal readonly record struct SearchFinding(
    LeaseStanding Standing, IReadOnlyList<UInt128> Solutions, UInt128? FalseClaim, UInt128 Gained);
