namespace MiningGrid.Grains.Grid;

/// <summary>The nodes that claimed false solutions, as they are stored: a dispatcher that moves remembers them.</summary>
internal static class Liars
{
    /// <summary>Those remembered; whoever was caught longest ago is forgotten first.</summary>
    public const int Max = 1_000;

    public static int Count(this List<StoredLiar> liars, string nodeId) => liars.Find(liar => liar.NodeId == nodeId)?.FalseSolutions ?? 0;

    /// <summary>Counts one more false solution of a node; returns how many that makes.</summary>
    public static int Catch(this List<StoredLiar> liars, string nodeId)
    {
        var caught = new StoredLiar { NodeId = nodeId, FalseSolutions = liars.Count(nodeId) + 1 };
        liars.RemoveAll(liar => liar.NodeId == nodeId);
        liars.Add(caught);
        if (liars.Count > Max)
            liars.RemoveAt(0);
        return caught.FalseSolutions;
    }
}
