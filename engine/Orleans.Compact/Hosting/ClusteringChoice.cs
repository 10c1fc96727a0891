namespace Orleans.Hosting;

/// <summary>Says that a way to find the cluster has been chosen; a silo without one refuses to start.</summary>
internal sealed record ClusteringChoice(string Name);
