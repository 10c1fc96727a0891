namespace MiningGrid.Grains.Mining;

/// <summary>What the machine does beside this silo.</summary>
internal interface IOtherWork
{
    /// <summary>Cores of the machine, whether or not this process may use them.</summary>
    int Cores { get; }

    /// <summary>CPU time of all cores that other work has used, since some moment; null where the system doesn't tell.</summary>
    TimeSpan? Read();
}
