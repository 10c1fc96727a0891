namespace MiningGrid.Grains.Jobs;

/// <summary>What a report finds of its lease.</summary>
internal enum LeaseStanding
{
    /// <summary>It is out; the report renewed it, or ended it when it was final.</summary>
    Open,

    /// <summary>It ended earlier; what the report brought counts all the same.</summary>
    Late,

    /// <summary>There was no such lease of this node, or it is long forgotten; nothing of the report counts.</summary>
    Unknown,
}
