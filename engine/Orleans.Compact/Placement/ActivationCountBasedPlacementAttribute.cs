using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>New activations of the class are made on the less loaded of a few silos.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivationCountBasedPlacementAttribute() : PlacementAttribute(new ActivationCountBasedPlacement());
