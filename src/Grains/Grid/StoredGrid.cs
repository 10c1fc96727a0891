namespace MiningGrid.Grains.Grid;

/// <summary>What the dispatcher must know after a restart.</summary>
[GenerateSerializer, Alias("MiningGrid.StoredGrid")]
internal sealed class StoredGrid
{
    /// <summary>Jobs and chains that must be woken: <c>chain:NAME</c> for a chain, else a job's id.</summary>
    [Id(0)]
    public List<string> Work { get; set; } = [];

    /// <summary>Jobs that ended, the last one last.</summary>
    [Id(1)]
    public List<string> Ended { get; set; } = [];

    /// <summary>Nodes that claimed false solutions, the last one caught last.</summary>
    [Id(2)]
    public List<StoredLiar> Liars { get; set; } = [];
}
