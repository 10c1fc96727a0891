namespace MiningGrid.Engine.Tests.Grains;

/// <summary>Prefers its caller's silo.</summary>
public interface INearGrain : IHereGrain;
