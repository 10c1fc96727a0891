using Compact.Calls;
using Orleans.Runtime;

namespace Compact.Manifest;

/// <summary>Collects the grain classes and interfaces of all assemblies.</summary>
public sealed class GrainManifestBuilder
{
    internal GrainManifestBuilder()
    {
    }

    internal List<GrainInterface> Interfaces { get; } = [];

    internal List<GrainClass> Classes { get; } = [];

    /// <summary>Adds an interface, how its references are made, and how calls of its methods are.</summary>
    public void AddInterface(Type type, string id, int copierSlots, Func<GrainReferenceShared, IdSpan, GrainReference> create, Func<uint, Call?> createCall) =>
        Interfaces.Add(new GrainInterface(type, GrainInterfaceType.Create(id), copierSlots, create, createCall));

    /// <summary>Adds a grain class and the grain interfaces it implements.</summary>
    public void AddClass(Type type, params Type[] interfaces) => Classes.Add(new GrainClass(type, interfaces));
}
