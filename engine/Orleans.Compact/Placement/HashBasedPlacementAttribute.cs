using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>New activations of the class are made on the silo that its id hashes to.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HashBasedPlacementAttribute() : PlacementAttribute(new HashBasedPlacement());
