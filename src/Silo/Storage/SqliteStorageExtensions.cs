using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;

namespace MiningGrid.Silo.Storage;

/// <summary>Adds SQLite grain storage to a silo.</summary>
public static class SqliteStorageExtensions
{
    /// <summary>
    /// Adds grain storage of a name. All names share one database: <c>grid.db</c> in the folder <see cref="SqliteStorageOptions.Path"/>.
    /// </summary>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder builder, string name)
    {
        var services = builder.Services;
        services.AddOptions<SqliteStorageOptions>().BindConfiguration(SqliteStorageOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteStorageOptions>, SqliteStorageOptionsValidator>());
        services.TryAddSingleton<SqliteDatabase>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SqliteStartup>());
        services.AddGrainStorage(name, (provider, storageName) => new SqliteGrainStorage(
            storageName, provider.GetRequiredService<SqliteDatabase>(), provider.GetRequiredService<Serializer>()));
        return builder;
    }
}
