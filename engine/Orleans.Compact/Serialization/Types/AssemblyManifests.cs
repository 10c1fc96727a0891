using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;

namespace Compact.Serialization;

/// <summary>
/// Finds the manifests of the application's assemblies: those loaded, and what they refer to. Done once for a process;
/// an assembly loaded later is added when a type of its is first asked for.
/// </summary>
internal static class AssemblyManifests
{
    private static readonly ConcurrentDictionary<Assembly, bool> s_seen = new();
    private static readonly Lazy<TypeRegistry> s_registry = new(Scan);

    public static TypeRegistry Registry => s_registry.Value;

    /// <summary>Adds the assembly of <paramref name="type"/> if it was loaded since; true if there was anything to add.</summary>
    public static bool AddAssemblyOf(Type type) => Add(type.Assembly, Registry);

    /// <summary>The type has a codec of its own, or a converter.</summary>
    public static bool IsMarked(Type type)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return IsRegistered(definition) || (AddAssemblyOf(definition) && IsRegistered(definition));
    }

    private static bool IsRegistered(Type type) => Registry.TryGetCodec(type, out _) || Registry.TryGetConverter(type, out _);

    private static TypeRegistry Scan()
    {
        var registry = new TypeRegistry();
        WellKnownTypes.Register(registry);
        foreach (var assembly in GrainAssemblies.Find())
            Add(assembly, registry);
        return registry;
    }

    private static bool Add(Assembly assembly, TypeRegistry registry)
    {
        if (!s_seen.TryAdd(assembly, value: true))
            return false;
        if (assembly.GetCustomAttribute<SerializationManifestAttribute>() is not { } attribute)
            return false;
        ((SerializationManifest)Activator.CreateInstance(attribute.Manifest)!).Register(registry);
        return true;
    }
}
