using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization;

namespace Compact.Serialization;

internal static class SerializationServices
{
    public static IServiceCollection AddCompactSerialization(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new CodecProvider());
        services.TryAddSingleton(provider => new Serializer(provider.GetRequiredService<CodecProvider>()));
        services.TryAddSingleton(provider => new DeepCopier(provider.GetRequiredService<CodecProvider>()));
        return services;
    }
}
