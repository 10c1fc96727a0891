using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Proxies;

/// <summary>Which types are grains, grain interfaces and observers.</summary>
internal static class GrainTypes
{
    private static readonly HashSet<string> Markers =
    [
        "Orleans.Runtime.IAddressable",
        "Orleans.IGrain",
        "Orleans.IGrainObserver",
        "Orleans.IGrainWithGuidKey",
        "Orleans.IGrainWithIntegerKey",
        "Orleans.IGrainWithStringKey",
        "Orleans.IGrainWithGuidCompoundKey",
        "Orleans.IGrainWithIntegerCompoundKey",
    ];

    public static bool IsCallable(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface && !IsMarker(type) && type.AllInterfaces.Any(static i => i.ToDisplayString() == "Orleans.Runtime.IAddressable");

    public static bool IsMarker(ITypeSymbol type) => Markers.Contains(type.ToDisplayString());

    public static bool IsAddressable(ITypeSymbol type) => type.TypeKind == TypeKind.Interface && (IsMarker(type) || IsCallable(type));

    public static bool IsGrainClass(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: false } && type.AllInterfaces.Any(static i => i.ToDisplayString() == "Orleans.IGrain");
}
