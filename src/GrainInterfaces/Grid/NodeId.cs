using Orleans.Runtime;

namespace MiningGrid.GrainInterfaces.Grid;

/// <summary>What a silo's node is called: by the silo's address with its generation, so that a silo that is started anew is another node.</summary>
public static class NodeId
{
    /// <summary>The id of the node of a silo.</summary>
    /// <param name="silo">The silo.</param>
    /// <returns><c>ip:port@generation</c>.</returns>
    public static string Of(SiloAddress silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        return silo.ToParsableString();
    }
}
