using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MiningGrid.Client;

/// <summary>Registers <see cref="IMiningGrid"/>.</summary>
public static class MiningGridClientServices
{
    /// <summary>
    /// Adds <see cref="IMiningGrid"/>. It talks through the <see cref="IClusterClient"/> of the same services: that of a
    /// silo in this process (UseOrleans), or an outside client's (UseOrleansClient).
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Changes the options; may be null.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddMiningGridClient(
        this IServiceCollection services, Action<MiningGridClientOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MiningGridClientOptions>, MiningGridClientOptionsValidator>());
        services.AddOptions<MiningGridClientOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddSingleton<IMiningGrid>(provider => new GridClient(
            provider.GetRequiredService<IClusterClient>(),
            provider.GetRequiredService<IOptions<MiningGridClientOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
