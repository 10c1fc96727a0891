namespace MiningGrid.Grains;

/// <summary>The names of the grain storages that a silo must have.</summary>
public static class StorageNames
{
    /// <summary>The state of grains.</summary>
    public const string State = "Default";

    /// <summary>Blocks and what finds them: many small records, written once.</summary>
    public const string Blocks = "blocks";
}
