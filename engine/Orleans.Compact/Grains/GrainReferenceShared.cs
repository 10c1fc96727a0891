using System.Runtime.CompilerServices;
using Compact.Serialization;

namespace Orleans.Runtime;

/// <summary>What all references of one grain type and interface have in common.</summary>
public class GrainReferenceShared
{
    private readonly object?[] _copiers;

    internal GrainReferenceShared(GrainType grainType, GrainInterfaceType interfaceType, ReferenceRuntime runtime, int copierSlots)
    {
        GrainType = grainType;
        InterfaceType = interfaceType;
        Runtime = runtime;
        _copiers = new object?[copierSlots];
    }

    public GrainType GrainType { get; }

    public GrainInterfaceType InterfaceType { get; }

    internal ReferenceRuntime Runtime { get; }

    internal T Copy<T>(T value, int slot)
    {
        var copier = CopierOf<T>(slot);
        if (copier.IsImmutable || value is null)
            return value;
        using var context = CopyContext.Rent();
        return copier.Copy(value, context);
    }

    internal T Copy<T>(T value, int slot, CopyContext context)
    {
        var copier = CopierOf<T>(slot);
        return copier.IsImmutable || value is null ? value : copier.Copy(value, context);
    }

    // The generator gives each type of argument and result of an interface a slot of its own.
    private ICopier<T> CopierOf<T>(int slot) => Unsafe.As<ICopier<T>>(_copiers[slot] ??= Runtime.Codecs.GetCopier<T>());
}
