namespace Orleans.Runtime;

/// <summary>New activations are made on the silo that its id hashes to.</summary>
public sealed class HashBasedPlacement : PlacementStrategy;
