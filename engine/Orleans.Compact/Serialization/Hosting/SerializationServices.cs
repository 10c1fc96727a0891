using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Serialization;

namespace Compact.Serialization;

internal static class SerializationServices
{
    public static IServiceCollection AddCompactSerialization(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new CodecProvider(provider.GetService<IGrainFactory>));
        services.TryAddSingleton(provider => new Serializer(provider.GetRequiredService<CodecProvider>()));
        services.TryAddSingleton(provider => new DeepCopier(provider.GetRequiredService<CodecProvider>()));
        return services;
    }
}
