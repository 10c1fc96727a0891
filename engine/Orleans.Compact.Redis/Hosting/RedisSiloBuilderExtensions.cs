using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Persistence;
using Orleans.Providers;
using Orleans.Runtime.Hosting;

namespace Orleans.Hosting;

/// <summary>Adds grain storage in Redis.</summary>
public static class RedisSiloBuilderExtensions
{
    public static ISiloBuilder AddRedisGrainStorageAsDefault(this ISiloBuilder builder, Action<RedisStorageOptions> configureOptions) =>
        builder.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    public static ISiloBuilder AddRedisGrainStorage(this ISiloBuilder builder, string name, Action<RedisStorageOptions> configureOptions) =>
        builder.AddRedisGrainStorage(name, options => options.Configure(configureOptions));

    public static ISiloBuilder AddRedisGrainStorageAsDefault(this ISiloBuilder builder) =>
        builder.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);

    public static ISiloBuilder AddRedisGrainStorageAsDefault(this ISiloBuilder builder, Action<OptionsBuilder<RedisStorageOptions>> configureOptionsBuilder) =>
        builder.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptionsBuilder);

    public static ISiloBuilder AddRedisGrainStorage(this ISiloBuilder builder, string name) =>
        builder.AddRedisGrainStorage(name, static (OptionsBuilder<RedisStorageOptions> _) => { });

    public static ISiloBuilder AddRedisGrainStorage(this ISiloBuilder builder, string name, Action<OptionsBuilder<RedisStorageOptions>> configureOptionsBuilder)
    {
        ArgumentNullException.ThrowIfNull(configureOptionsBuilder);
        return builder.ConfigureServices(services =>
        {
            configureOptionsBuilder(services.AddOptions<RedisStorageOptions>(name));
            services.AddSingleton<IConfigurationValidator>(provider => new RedisStorageOptionsValidator(
                name, provider.GetRequiredService<IOptionsMonitor<RedisStorageOptions>>().Get(name)));
            services.AddGrainStorage(name, RedisGrainStorage.Create);
        });
    }
}
