using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>New activations of the class are made on the caller's silo.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(new PreferLocalPlacement());
