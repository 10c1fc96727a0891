namespace MiningGrid.Grains.Chain;

/// <summary>A block's record.</summary>
[GenerateSerializer, Alias("MiningGrid.StoredBlock")]
internal sealed class StoredBlock
{
    [Id(0)]
    public long Height { get; set; }

    /// <summary>The block in wire format.</summary>
    [Id(1)]
    public byte[] Block { get; set; } = [];
}
