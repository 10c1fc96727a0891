using MiningGrid.Silo.Redis;
using MiningGrid.Silo.Storage;

namespace MiningGrid.Silo.Hosting;

/// <summary>What can be told of a silo from its settings.</summary>
internal static class SiloFacts
{
    public static string DataFolder(IConfiguration configuration) =>
        Path.GetFullPath(configuration[$"{SqliteStorageOptions.Section}:Path"] ?? SqliteStorageOptions.DefaultPath);

    public static string Storage(IConfiguration configuration) =>
        configuration[StorageProvider.Setting] switch
        {
            StorageProvider.Memory => "memory",
            StorageProvider.Redis => $"Redis at {RedisSettings.Describe(RedisSettings.Parse(configuration[$"{RedisOptions.Section}:{nameof(RedisOptions.ConnectionString)}"] ?? RedisOptions.DefaultConnectionString))}",
            _ => DataFolder(configuration),
        };
}
