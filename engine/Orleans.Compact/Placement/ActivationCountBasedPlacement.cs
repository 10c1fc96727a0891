namespace Orleans.Runtime;

/// <summary>New activations are made on the less loaded of a few silos.</summary>
public sealed class ActivationCountBasedPlacement : PlacementStrategy;
