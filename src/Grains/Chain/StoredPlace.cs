namespace MiningGrid.Grains.Chain;

/// <summary>Where the transaction stands that the record's name tells the id of.</summary>
[GenerateSerializer, Alias("MiningGrid.StoredPlace")]
internal sealed class StoredPlace
{
    [Id(0)]
    public long Height { get; set; }

    /// <summary>Its index in the block; the coinbase is 0.</summary>
    [Id(1)]
    public int Index { get; set; }
}
