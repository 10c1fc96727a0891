namespace MiningGrid.Silo.Hosting;

/// <summary>Where records are kept: the setting <c>Storage:Provider</c>.</summary>
public static class StorageProvider
{
    public const string Setting = "Storage:Provider";

    /// <summary>In a file under <c>Storage:Path</c>; the default.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>In Redis: the one that several silos can share.</summary>
    public const string Redis = "redis";

    /// <summary>In memory: gone when the silo stops.</summary>
    public const string Memory = "memory";
}
