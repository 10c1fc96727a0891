namespace Orleans.Runtime;

/// <summary>New activations are made on the caller's silo.</summary>
public sealed class PreferLocalPlacement : PlacementStrategy;
