using System.Reflection;
using Compact.Manifest;
using Compact.Routing;

namespace Orleans.Runtime;

/// <summary>The grain classes and interfaces known to this silo.</summary>
internal sealed class GrainManifest
{
    private readonly Dictionary<GrainType, GrainClass> _classes = [];
    private readonly Dictionary<Type, GrainInterface> _interfaces = [];
    private readonly Dictionary<GrainInterfaceType, GrainInterface> _interfacesById = [];
    private readonly Dictionary<uint, GrainInterface> _interfacesByHash = [];
    private readonly ILookup<Type, GrainClass> _implementations;
    private volatile ClusterManifest? _cluster;
    private volatile KnownGrainTypes _knownTypes;

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
            var hash = grainInterface.Id.Value.GetUniformHashCode();
            if (!_interfacesByHash.TryAdd(hash, grainInterface))
                throw new OrleansConfigurationException($"The ids of {grainInterface.Type} and {_interfacesByHash[hash].Type} have the same hash; give one of them another [Alias].");
        }

        foreach (var grainClass in builder.Classes)
        {
            if (!_classes.TryAdd(grainClass.GrainType, grainClass))
                throw new OrleansConfigurationException($"{grainClass.Type} and {_classes[grainClass.GrainType].Type} have the same grain type {grainClass.GrainType}; give one of them another [GrainType].");
        }

        _implementations = builder.Classes.SelectMany(c => c.Interfaces, (c, i) => (Class: c, Interface: i)).ToLookup(pair => pair.Interface, pair => pair.Class);
        _knownTypes = new KnownGrainTypes([ClientIds.Type, .. _classes.Keys]);
    }

    /// <value>The grain types of this process and of the cluster, and that of observers.</value>
    public KnownGrainTypes KnownTypes => _knownTypes;

    public IEnumerable<GrainClass> Classes => _classes.Values;

    /// <summary>Takes over which grains the cluster has.</summary>
    public void Learn(ClusterManifest cluster)
    {
        _cluster = cluster;
        _knownTypes = new KnownGrainTypes([ClientIds.Type, .. _classes.Keys, .. cluster.Grains.Select(grain => grain.GrainType)]);
    }

    public GrainClass ClassOf(GrainType type) =>
        _classes.TryGetValue(type, out var found) ? found : throw new ArgumentException($"No grain class of type {type} is known to this silo.", nameof(type));

    public GrainClass? FindClass(GrainType type) => _classes.GetValueOrDefault(type);

    public GrainInterface InterfaceOf(Type type) =>
        _interfaces.TryGetValue(type, out var found)
            ? found
            : throw new ArgumentException($"{type} is not a grain or observer interface known here; is its assembly compiled with an OrleansReference?", nameof(type));

    public GrainInterface InterfaceOf(GrainInterfaceType id) =>
        _interfacesById.TryGetValue(id, out var found) ? found : throw new ArgumentException($"No grain interface {id} is known here.", nameof(id));

    /// <summary>The interface whose id has that hash.</summary>
    public GrainInterface? FindInterface(uint hash) => _interfacesByHash.GetValueOrDefault(hash);

    /// <summary>The type of the one class that implements the interface; a prefix of the class name, or a class named like the interface, decides between several.</summary>
    public GrainType ImplementationOf(Type interfaceType, string? classNamePrefix)
    {
        var candidates = ClassesBehind(InterfaceOf(interfaceType)).Where(c => classNamePrefix is null || c.ClassName.StartsWith(classNamePrefix, StringComparison.Ordinal)).ToArray();
        if (candidates.Length > 1)
        {
            var simple = interfaceType.Name.TrimStart('I');
            var named = candidates.Where(c => c.SimpleName == simple || c.SimpleName == simple + "Grain" || c.ClassName == classNamePrefix).ToArray();
            candidates = named.Length == 1 ? named : candidates;
        }

        return candidates.Length switch
        {
            1 => candidates[0].GrainType,
            0 => throw new ArgumentException($"Could not find an implementation for interface {interfaceType.FullName}{(classNamePrefix is null ? "" : $" with a class name that begins with {classNamePrefix}")}", nameof(interfaceType)),
            _ => throw new ArgumentException($"Several classes implement {interfaceType.FullName}: {string.Join(", ", candidates.Select(c => c.ClassName))}; name one by a class name prefix.", nameof(interfaceType)),
        };
    }

    private IEnumerable<ClusterGrain> ClassesBehind(GrainInterface grainInterface)
    {
        var here = _implementations[grainInterface.Type].Select(c => new ClusterGrain(c.GrainType, c.Type.FullName!, []));
        var elsewhere = _cluster?.Grains.Where(grain => grain.Interfaces.Contains(grainInterface.Id) && !_classes.ContainsKey(grain.GrainType)) ?? [];
        return here.Concat(elsewhere);
    }
}
