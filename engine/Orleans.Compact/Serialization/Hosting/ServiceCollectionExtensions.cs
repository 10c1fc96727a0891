using Compact.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Serialization;

/// <summary>Adds serialization to a service collection that hosts no silo or client.</summary>
public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddSerializer(this IServiceCollection services, Action<ISerializerBuilder>? configure = null)
    {
        configure?.Invoke(new SerializerBuilder(services));
        return services.AddCompactSerialization();
    }

    private sealed class SerializerBuilder(IServiceCollection services) : ISerializerBuilder
    {
        public IServiceCollection Services { get; } = services;
    }
}
