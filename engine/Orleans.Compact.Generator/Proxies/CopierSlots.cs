using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Proxies;

/// <summary>Numbers the types of an interface's arguments and results that need a copier.</summary>
internal sealed class CopierSlots
{
    private static readonly HashSet<string> Shared =
    [
        "System.DateTimeOffset", "System.TimeSpan", "System.Guid", "System.DateOnly", "System.TimeOnly", "System.Int128", "System.UInt128", "System.Half",
        "System.Numerics.BigInteger", "System.Uri", "System.Version", "System.Threading.CancellationToken",
        "Orleans.Runtime.GrainId", "Orleans.Runtime.GrainType", "Orleans.Runtime.IdSpan", "Orleans.Runtime.SiloAddress", "Orleans.Runtime.GrainReference",
    ];

    private readonly Dictionary<string, int> _slots = [];

    public int Count => _slots.Count;

    /// <summary>The type's slot; -1 for types whose values may be shared.</summary>
    public int Of(ITypeSymbol type)
    {
        if (IsShared(type))
            return -1;
        var name = Names.Plain(type);
        if (!_slots.TryGetValue(name, out var slot))
            _slots.Add(name, slot = _slots.Count);
        return slot;
    }

    private static bool IsShared(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return IsShared(nullable.TypeArguments[0]);
        return type.SpecialType is not (SpecialType.None or SpecialType.System_Object or SpecialType.System_Array or SpecialType.System_Delegate) && type.TypeKind != TypeKind.Interface
            || type.TypeKind == TypeKind.Enum
            || GrainTypes.IsAddressable(type)
            || Shared.Contains(type.ToDisplayString())
            || type.GetAttributes().Any(static attribute => attribute.AttributeClass?.ToDisplayString() == "Orleans.ImmutableAttribute");
    }
}
