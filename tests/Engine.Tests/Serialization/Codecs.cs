using Compact.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace MiningGrid.Engine.Tests.Serialization;

internal static class Codecs
{
    private static readonly ServiceProvider s_services = new ServiceCollection().AddCompactSerialization().BuildServiceProvider();

    public static Serializer Serializer { get; } = s_services.GetRequiredService<Serializer>();

    public static DeepCopier Copier { get; } = s_services.GetRequiredService<DeepCopier>();

    public static CodecProvider Provider { get; } = s_services.GetRequiredService<CodecProvider>();

    public static T RoundTrip<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value));
}
