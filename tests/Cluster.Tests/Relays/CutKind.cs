namespace MiningGrid.Cluster.Tests.Relays;

/// <summary>How a network fails between two silos.</summary>
internal enum CutKind
{
    /// <summary>Nothing arrives and nobody says so; what is under way arrives when it is whole again.</summary>
    Silent,

    /// <summary>Connections are reset, and new ones at once again.</summary>
    Reset,
}
