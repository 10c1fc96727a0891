using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Proxies;

/// <summary>Names of symbols as generated code and the wire spell them.</summary>
internal static class Names
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type as C# code, with <c>global::</c>.</summary>
    public static string Code(ITypeSymbol type) => type.ToDisplayString(TypeFormat);

    /// <summary>The type without the annotations that <c>typeof</c> does not take.</summary>
    public static string Plain(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The name that reflection gives: <c>Namespace.Outer+Inner</c>.</summary>
    public static string Full(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return Full(array.ElementType) + "[]";
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            name = outer.MetadataName + "+" + name;
        if (type.ContainingNamespace is { IsGlobalNamespace: false } space)
            name = space.ToDisplayString() + "." + name;
        return type is INamedTypeSymbol { TypeArguments.Length: > 0 } generic ? name + "[" + string.Join(",", generic.TypeArguments.Select(Full)) + "]" : name;
    }

    /// <summary>The value of <c>[Alias]</c>.</summary>
    public static string? Alias(ISymbol symbol) =>
        Attribute(symbol, "Orleans.AliasAttribute")?.ConstructorArguments.FirstOrDefault().Value as string;

    public static AttributeData? Attribute(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == name);

    /// <summary>An identifier made of any name.</summary>
    public static string Safe(string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (var c in name)
            safe.Append(char.IsLetterOrDigit(c) ? c : '_');
        return safe.ToString();
    }

    /// <summary>A C# string literal.</summary>
    public static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Whether generated code elsewhere in the assembly can name the type.</summary>
    public static bool IsAccessible(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal) || current.IsFileLocal)
                return false;
        }

        return true;
    }
}
