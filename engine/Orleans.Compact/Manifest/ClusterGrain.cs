namespace Orleans.Runtime;

/// <summary>A grain class of the cluster, which this process may not have.</summary>
internal sealed record ClusterGrain(GrainType GrainType, string ClassName, GrainInterfaceType[] Interfaces)
{
    /// <value>The class's name without what it is in.</value>
    public string SimpleName => ClassName[(ClassName.AsSpan().LastIndexOfAny('.', '+') + 1)..];
}
