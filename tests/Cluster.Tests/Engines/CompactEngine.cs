namespace MiningGrid.Cluster.Tests.Engines;

/// <summary>Which engine the tests run on.</summary>
internal static class CompactEngine
{
    /// <summary>Why a test of what only the engine of this repository promises is left out; null where it is that engine.</summary>
    public static string? Missing { get; } = typeof(IGrain).Assembly.GetName().Name == "Orleans.Compact"
        ? null
        : "The official engine promises no such thing; docs/decisions/two-engines.md says what differs.";
}
