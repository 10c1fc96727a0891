namespace MiningGrid.Grains.Chain;

/// <summary>The height of the block that the record's name tells the hash of.</summary>
[GenerateSerializer, Alias("MiningGrid.StoredHeight")]
internal sealed class StoredHeight
{
    [Id(0)]
    public long Height { get; set; }
}
