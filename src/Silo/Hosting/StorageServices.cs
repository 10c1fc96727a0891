using Microsoft.Extensions.Options;
using MiningGrid.Grains;
using MiningGrid.Silo.Redis;
using MiningGrid.Silo.Replication;
using MiningGrid.Silo.Storage;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace MiningGrid.Silo.Hosting;

/// <summary>Gives a silo the storage that its settings ask for.</summary>
internal static class StorageServices
{
    private const string Unconfirmed = "unconfirmed";

    /// <exception cref="OptionsValidationException">There is no such provider.</exception>
    public static void AddStorage(this ISiloBuilder silo, string provider, ReplicationOptions replication, RedisLinks? redis)
    {
        switch (provider)
        {
            case StorageProvider.Sqlite:
                silo.AddSqliteGrainStorage(StorageNames.State);
                silo.AddSqliteGrainStorage(StorageNames.Blocks);
                break;
            case StorageProvider.Memory:
                silo.AddMemoryGrainStorage(StorageNames.State);
                silo.AddMemoryGrainStorage(StorageNames.Blocks);
                break;
            case StorageProvider.Redis:
                silo.AddRedisStorage(StorageNames.Blocks, redis!);
                silo.AddRedisStorage(replication.Replicas == 0 ? StorageNames.State : Unconfirmed, redis!);
                if (replication.Replicas > 0)
                    silo.ConfirmState();
                break;
            default:
                throw new OptionsValidationException("Storage", typeof(StorageProvider),
                    [$"{StorageProvider.Setting} is '{provider}'; allowed are {StorageProvider.Sqlite}, {StorageProvider.Redis} and {StorageProvider.Memory}."]);
        }
    }

    private static void AddRedisStorage(this ISiloBuilder silo, string name, RedisLinks redis) =>
        silo.AddRedisGrainStorage(name, (Orleans.Persistence.RedisStorageOptions options) =>
        {
            options.ConfigurationOptions = redis.Settings;
            options.CreateMultiplexer = _ => redis.Records.Share();
            options.DeleteStateOnClear = true;
        });

    // A block's records are older than its head, on the same connection: replicas that have the head have them too.
    private static void ConfirmState(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ReplicaConfirmation>();
        silo.Services.AddGrainStorage(StorageNames.State, (services, _) => new ReplicatedGrainStorage(
            services.GetRequiredKeyedService<IGrainStorage>(Unconfirmed), services.GetRequiredService<ReplicaConfirmation>()));
    }
}
