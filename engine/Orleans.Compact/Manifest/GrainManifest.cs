using System.Reflection;
using Compact.Manifest;

namespace Orleans.Runtime;

/// <summary>The grain classes and interfaces known to this silo.</summary>
internal sealed class GrainManifest
{
    private readonly Dictionary<GrainType, GrainClass> _classes = [];
    private readonly Dictionary<Type, GrainInterface> _interfaces = [];
    private readonly Dictionary<GrainInterfaceType, GrainInterface> _interfacesById = [];
    private readonly ILookup<Type, GrainClass> _implementations;

    public GrainManifest(IEnumerable<Assembly> assemblies)
    {
        var builder = new GrainManifestBuilder();
        foreach (var assembly in assemblies)
        {
            if (assembly.GetCustomAttribute<GrainManifestAttribute>() is { } attribute)
                ((IGrainManifestPart)Activator.CreateInstance(attribute.Manifest)!).AddTo(builder);
        }

        foreach (var grainInterface in builder.Interfaces)
        {
            _interfaces[grainInterface.Type] = grainInterface;
            if (!_interfacesById.TryAdd(grainInterface.Id, grainInterface))
                throw new OrleansConfigurationException($"{grainInterface.Type} and {_interfacesById[grainInterface.Id].Type} have the same id {grainInterface.Id}; give one of them another [Alias].");
        }

        foreach (var grainClass in builder.Classes)
        {
            if (!_classes.TryAdd(grainClass.GrainType, grainClass))
                throw new OrleansConfigurationException($"{grainClass.Type} and {_classes[grainClass.GrainType].Type} have the same grain type {grainClass.GrainType}; give one of them another [GrainType].");
        }

        _implementations = builder.Classes.SelectMany(c => c.Interfaces, (c, i) => (Class: c, Interface: i)).ToLookup(pair => pair.Interface, pair => pair.Class);
    }

    /// <value>What the cluster has; null before it is known, and on a silo.</value>
    public ClusterManifest? Cluster { get; private set; }

    public IEnumerable<GrainClass> Classes => _classes.Values;

    public void Learn(ClusterManifest cluster) => Cluster = cluster;

    public GrainClass ClassOf(GrainType type) =>
        _classes.TryGetValue(type, out var found) ? found : throw new ArgumentException($"No grain class of type {type} is known to this silo.", nameof(type));

    public GrainClass? FindClass(GrainType type) => _classes.GetValueOrDefault(type);

    public GrainInterface InterfaceOf(Type type) =>
        _interfaces.TryGetValue(type, out var found)
            ? found
            : throw new ArgumentException($"{type} is not a grain or observer interface known here; is its assembly compiled with an OrleansReference?", nameof(type));

    public GrainInterface InterfaceOf(GrainInterfaceType id) =>
        _interfacesById.TryGetValue(id, out var found) ? found : throw new ArgumentException($"No grain interface {id} is known here.", nameof(id));

    /// <summary>The one class that implements the interface; a prefix of the class name, or a class named like the interface, decides between several.</summary>
    public GrainClass ImplementationOf(Type interfaceType, string? classNamePrefix)
    {
        _ = InterfaceOf(interfaceType);
        var candidates = _implementations[interfaceType].Where(c => classNamePrefix is null || c.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal)).ToArray();
        if (candidates.Length > 1)
        {
            var simple = interfaceType.Name.TrimStart('I');
            var named = candidates.Where(c => c.Type.Name == simple || c.Type.Name == simple + "Grain" || c.Type.FullName == classNamePrefix).ToArray();
            candidates = named.Length == 1 ? named : candidates;
        }

        return candidates.Length switch
        {
            1 => candidates[0],
            0 => throw new ArgumentException($"Could not find an implementation for interface {interfaceType.FullName}{(classNamePrefix is null ? "" : $" with a class name that begins with {classNamePrefix}")}", nameof(interfaceType)),
            _ => throw new ArgumentException($"Several classes implement {interfaceType.FullName}: {string.Join(", ", candidates.Select(c => c.Type.FullName))}; name one by a class name prefix.", nameof(interfaceType)),
        };
    }
}
