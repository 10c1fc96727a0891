using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.GrainDirectory.Redis;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Adds grain directories in Redis.</summary>
public static class RedisGrainDirectoryExtensions
{
    private const string DefaultName = "default";

    public static ISiloBuilder UseRedisGrainDirectoryAsDefault(this ISiloBuilder builder, Action<RedisGrainDirectoryOptions> configureOptions) =>
        builder.AddRedisGrainDirectory(DefaultName, configureOptions);

    public static ISiloBuilder UseRedisGrainDirectoryAsDefault(this ISiloBuilder builder, Action<OptionsBuilder<RedisGrainDirectoryOptions>> configureOptions) =>
        builder.AddRedisGrainDirectory(DefaultName, configureOptions);

    public static ISiloBuilder AddRedisGrainDirectory(this ISiloBuilder builder, string name, Action<RedisGrainDirectoryOptions> configureOptions) =>
        builder.AddRedisGrainDirectory(name, options => options.Configure(configureOptions));

    public static ISiloBuilder AddRedisGrainDirectory(this ISiloBuilder builder, string name, Action<OptionsBuilder<RedisGrainDirectoryOptions>> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        return builder.ConfigureServices(services =>
        {
            configureOptions(services.AddOptions<RedisGrainDirectoryOptions>(name));
            services.AddSingleton<IConfigurationValidator>(provider => new RedisGrainDirectoryOptionsValidator(
                name, provider.GetRequiredService<IOptionsMonitor<RedisGrainDirectoryOptions>>().Get(name)));
            services.AddKeyedSingleton<IGrainDirectory>(name, (provider, _) => RedisGrainDirectory.Create(provider, name));
            services.AddSingleton(provider => (ILifecycleParticipant<ISiloLifecycle>)provider.GetRequiredKeyedService<IGrainDirectory>(name));
            if (name == DefaultName)
                services.Replace(ServiceDescriptor.Singleton(provider => provider.GetRequiredKeyedService<IGrainDirectory>(name)));
        });
    }
}
