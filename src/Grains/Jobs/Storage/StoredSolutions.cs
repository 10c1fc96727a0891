namespace MiningGrid.Grains.Jobs;

/// <summary>A full page of a search's solutions.</summary>
[GenerateSerializer, Alias("MiningGrid.StoredSolutions")]
internal sealed class StoredSolutions
{
    /// <summary>In the order of their finding: <see cref="PositionBytes"/>.</summary>
    [Id(0)]
    public byte[] Positions { get; set; } = [];
}
