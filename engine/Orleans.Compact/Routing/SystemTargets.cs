using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Compact.Routing;

/// <summary>
/// The parts of the runtime that silos call on each other, such as probes and statistics: each is one object a silo, named
/// <c>sys.svc.what/ip:port@generation</c>, is there from before the silo is active until it is dead, and is no grain.
/// </summary>
internal sealed class SystemTargets(Catalog catalog, GrainFactory factory, ILocalSiloDetails silo, ILogger<SystemTargets> logger)
{
    private static readonly byte[] Prefix = "sys.svc."u8.ToArray();

    /// <param name="type">Begins with <c>sys.svc.</c>.</param>
    public static GrainId IdOf(GrainType type, SiloAddress silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        if (!Is(type))
            throw new ArgumentException($"{type} is no type of a system target; those begin with sys.svc.", nameof(type));
        return new GrainId(type, IdSpan.Create(silo.ToParsableString()));
    }

    public static bool Is(GrainType type) => type.AsSpan().StartsWith(Prefix);

    /// <summary>The silo whose system target it is.</summary>
    public static bool TryGetSilo(GrainId id, [NotNullWhen(true)] out SiloAddress? silo) => SiloAddress.TryParse(Encoding.UTF8.GetString(id.Key.AsSpan()), out silo);

    /// <summary>Lets all silos call the object on this one.</summary>
    public void Add(GrainType type, IGrainObserver instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var id = IdOf(type, silo.SiloAddress);
        catalog.Add(id, new SystemTarget(id, instance, logger));
    }

    /// <summary>A reference to that silo's object of the type.</summary>
    public T Get<T>(GrainType type, SiloAddress silo)
        where T : IGrainObserver => (T)factory.GetReference(IdOf(type, silo), typeof(T));
}
