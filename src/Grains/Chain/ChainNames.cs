using Orleans.Runtime;

namespace MiningGrid.Grains.Chain;

/// <summary>What a chain's grain and its stored state are called; stored data depends on it.</summary>
internal static class ChainNames
{
    public const string GrainType = "chain";
    public const string State = "chain";

    public static GrainId GrainId(string chain) => Orleans.Runtime.GrainId.Create(GrainType, chain);

    /// <summary>The id of the job that searches a chain's blocks.</summary>
    public static string Work(string chain) => $"chain:{chain}";
}
