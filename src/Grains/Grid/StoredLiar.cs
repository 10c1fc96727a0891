namespace MiningGrid.Grains.Grid;

/// <summary>A node that claimed false solutions.</summary>
[GenerateSerializer, Alias("MiningGrid.StoredLiar")]
internal sealed class StoredLiar
{
    [Id(0)]
    public string NodeId { get; set; } = "";

    [Id(1)]
    public int FalseSolutions { get; set; }
}
