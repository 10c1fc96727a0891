using MiningGrid.Silo.Storage;

namespace MiningGrid.Silo.Hosting;

/// <summary>What can be told of a silo from its settings.</summary>
internal static class SiloFacts
{
    public static string DataFolder(IConfiguration configuration) =>
        Path.GetFullPath(configuration[$"{SqliteStorageOptions.Section}:Path"] ?? SqliteStorageOptions.DefaultPath);

    public static string Storage(IConfiguration configuration) =>
        configuration[StorageProvider.Setting] == StorageProvider.Memory ? "memory" : DataFolder(configuration);
}
