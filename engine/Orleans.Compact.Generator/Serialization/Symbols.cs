using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Serialization;

/// <summary>Questions about symbols that reading and writing have in common.</summary>
internal static class Symbols
{
    public const string GenerateSerializer = "Orleans.GenerateSerializerAttribute";
    public const string RegisterConverter = "Orleans.RegisterConverterAttribute";
    public const string Immutable = "Orleans.ImmutableAttribute";
    public const string Id = "Orleans.IdAttribute";
    public const string Alias = "Orleans.AliasAttribute";
    public const string NonSerialized = "System.NonSerializedAttribute";
    public const string Addressable = "Orleans.Runtime.IAddressable";

    public static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => string.Equals(attribute.AttributeClass?.ToDisplayString(), name, StringComparison.Ordinal));

    public static bool Has(this ISymbol symbol, string attribute) => symbol.Attribute(attribute) is not null;

    /// <summary>The type as code, from <c>global::</c> on.</summary>
    public static string Code(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The type's name for people.</summary>
    public static string Display(this ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>The operand of a typeof: open when generic.</summary>
    public static string OpenCode(this INamedTypeSymbol type) =>
        type.IsGenericType ? type.ConstructUnboundGenericType().Code() : type.Code();

    /// <summary>The type parameters of the type and of those around it, outermost first, as the runtime counts them.</summary>
    public static IReadOnlyList<ITypeParameterSymbol> AllTypeParameters(this INamedTypeSymbol type)
    {
        var all = new List<ITypeParameterSymbol>();
        for (var current = type; current is not null; current = current.ContainingType)
            all.InsertRange(0, current.TypeParameters);
        return all;
    }

    /// <summary>A name for a generated class: unique within the assembly, legal in C# and in a file name.</summary>
    public static string Identifier(this INamedTypeSymbol type)
    {
        var name = new StringBuilder();
        foreach (var character in type.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat))
        {
            if (char.IsLetterOrDigit(character))
                name.Append(character);
            else if (name.Length > 0 && name[name.Length - 1] != '_')
                name.Append('_');
        }

        var arity = type.AllTypeParameters().Count;
        return arity == 0 ? name.ToString() : $"{name.ToString().TrimEnd('_')}_{arity}";
    }

    /// <summary>Code in the same assembly may name the symbol.</summary>
    public static bool IsAccessible(this ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    public static bool IsAccessibleThroughout(this INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (!current.IsAccessible() || current.IsFileLocal)
                return false;
        }

        return true;
    }

    public static bool IsException(this ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (string.Equals(current.ToDisplayString(), "System.Exception", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    public static string Literal(string? text) =>
        text is null ? "null" : Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
