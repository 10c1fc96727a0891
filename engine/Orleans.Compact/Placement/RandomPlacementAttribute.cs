using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>New activations of the class are made on a silo chosen at random.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomPlacementAttribute() : PlacementAttribute(new RandomPlacement());
