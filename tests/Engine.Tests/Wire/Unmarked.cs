namespace MiningGrid.Engine.Tests.Wire;

/// <summary>A type that is not serializable.</summary>
public sealed class Unmarked;
