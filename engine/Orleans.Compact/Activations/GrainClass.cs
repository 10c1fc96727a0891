using System.Reflection;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A grain class: what its attributes say, and how its instances are made.</summary>
internal sealed class GrainClass
{
    private const string ClassSuffix = "Grain";

    public GrainClass(Type type, IEnumerable<Type> interfaces)
    {
        Type = type;
        Interfaces = [.. interfaces];
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, type) ?? GrainType.Create(DefaultName(type));
        Placement = type.GetCustomAttribute<PlacementAttribute>()?.PlacementStrategy ?? new RandomPlacement();
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MayInterleave = type.GetCustomAttribute<MayInterleaveAttribute>() is { } attribute ? PredicateOf(type, attribute.CallbackMethodName) : null;
        Activator = new GrainActivator(type);
        Statistics = new GrainClassStatistics(GrainType.ToString());
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public Type[] Interfaces { get; }

    public PlacementStrategy Placement { get; }

    public StatelessWorkerPlacement? Worker => Placement as StatelessWorkerPlacement;

    public bool IsReentrant { get; }

    /// <value>The grain's own word on whether a call may interleave.</value>
    public Func<object, IInvokable, bool>? MayInterleave { get; }

    public GrainActivator Activator { get; }

    public GrainClassStatistics Statistics { get; }

    private static string DefaultName(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.Length > ClassSuffix.Length && name.EndsWith(ClassSuffix, StringComparison.OrdinalIgnoreCase) ? name[..^ClassSuffix.Length] : name;
    }

    private static Func<object, IInvokable, bool> PredicateOf(Type type, string name)
    {
        var method = type.GetMethod(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy, [typeof(IInvokable)]);
        if (method is null || method.ReturnType != typeof(bool))
            throw new OrleansConfigurationException($"[MayInterleave] of {type} names {name}, but the class has no method bool {name}({nameof(IInvokable)}).");
        if (method.IsStatic)
        {
            var predicate = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, call) => predicate(call);
        }

        return (grain, call) => (bool)method.Invoke(grain, [call])!;
    }
}
