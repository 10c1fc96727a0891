namespace MiningGrid.Cluster.Tests.Engines;

/// <inheritdoc cref="CompactFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CompactTheoryAttribute : TheoryAttribute
{
    public CompactTheoryAttribute() => Skip = CompactEngine.Missing;
}
