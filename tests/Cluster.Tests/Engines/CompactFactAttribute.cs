namespace MiningGrid.Cluster.Tests.Engines;

/// <summary>A test of what only the engine of this repository promises.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CompactFactAttribute : FactAttribute
{
    public CompactFactAttribute() => Skip = CompactEngine.Missing;
}
