namespace Orleans.Runtime;

/// <summary>New activations are made on a silo chosen at random.</summary>
public sealed class RandomPlacement : PlacementStrategy;
