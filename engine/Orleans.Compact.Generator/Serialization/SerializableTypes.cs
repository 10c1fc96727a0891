using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Serialization;

/// <summary>Which types of members have a codec.</summary>
internal static class SerializableTypes
{
    private static readonly HashSet<string> s_known = new(StringComparer.Ordinal)
    {
        "System.Guid", "System.TimeSpan", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.Int128", "System.UInt128",
        "System.Version", "System.Uri", "System.Net.IPAddress", "System.Net.IPEndPoint", "System.Exception",
        "System.Nullable<T>", "System.Collections.Generic.List<T>", "System.Collections.Generic.Dictionary<TKey, TValue>",
        "System.Collections.Generic.HashSet<T>", "System.Collections.Generic.KeyValuePair<TKey, TValue>",
        "System.Collections.Immutable.ImmutableArray<T>", "System.Collections.Immutable.ImmutableList<T>",
        "System.Collections.Immutable.ImmutableDictionary<TKey, TValue>",
        "Orleans.Runtime.GrainId", "Orleans.Runtime.GrainType", "Orleans.Runtime.GrainInterfaceType", "Orleans.Runtime.IdSpan",
        "Orleans.Runtime.SiloAddress", "Orleans.Runtime.ActivationId", "Orleans.Runtime.MembershipVersion", "Orleans.Runtime.GrainReference",
    };

    private const int TupleItemsMax = 7;

    /// <summary>Members of these are shared by copies: nothing in them can change.</summary>
    private static readonly HashSet<string> s_shared = new(StringComparer.Ordinal)
    {
        "System.Guid", "System.TimeSpan", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.Int128", "System.UInt128",
        "System.Version", "System.Uri", "System.Net.IPAddress",
    };

    /// <summary>The part of the type that is not known to have a codec; null if all of it does.</summary>
    public static ITypeSymbol? FindUnproven(ITypeSymbol type)
    {
        switch (type)
        {
            case ITypeParameterSymbol or IDynamicTypeSymbol:
                return null;
            case IArrayTypeSymbol array:
                return array.IsSZArray ? FindUnproven(array.ElementType) : array;
            case INamedTypeSymbol named:
                return IsProven(named) ? named.TypeArguments.Select(FindUnproven).FirstOrDefault(found => found is not null) : named;
            default:
                return type;
        }
    }

    public static bool IsShared(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum || IsScalar(type) || type.Has(Symbols.Immutable))
            return true;
        if (type is not INamedTypeSymbol named)
            return false;
        return s_shared.Contains(named.ToDisplayString()) || (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && IsShared(named.TypeArguments[0]));
    }

    private static bool IsProven(INamedTypeSymbol type)
    {
        if (IsScalar(type) || type.SpecialType == SpecialType.System_Object)
            return true;
        if (type.TypeKind is TypeKind.Enum or TypeKind.Interface)
            return true;
        if (type.TypeKind is TypeKind.Delegate or TypeKind.Error || type.IsRefLikeType)
            return false;
        return type.OriginalDefinition.Has(Symbols.GenerateSerializer)
            || (type.IsAbstract && !type.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal))
            || type.IsException()
            || (type.ContainingNamespace.ToDisplayString() is "System" && type.Name is "Tuple" or "ValueTuple" && type.Arity <= TupleItemsMax)
            || s_known.Contains(type.OriginalDefinition.ToDisplayString());
    }

    private static bool IsScalar(ITypeSymbol type) => type.SpecialType is
        SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String or SpecialType.System_Decimal or SpecialType.System_DateTime
        or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
        or SpecialType.System_Single or SpecialType.System_Double;
}
