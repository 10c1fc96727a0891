using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Serialization;

/// <summary>Turns a type marked [RegisterConverter] into lines of the manifest.</summary>
internal static class ConverterGenerator
{
    public static ImmutableArray<GeneratedType> Generate(INamedTypeSymbol converter)
    {
        var all = converter.AllInterfaces
            .Where(type => string.Equals(type.OriginalDefinition.ToDisplayString(), "Orleans.IConverter<TValue, TSurrogate>", StringComparison.Ordinal))
            .ToImmutableArray();
        if (all.IsEmpty || !IsUsable(converter))
            return ImmutableArray.Create(Refuse(converter));
        return ImmutableArray.CreateRange(all, type => Generate(converter, type));
    }

    private static GeneratedType Generate(INamedTypeSymbol converter, INamedTypeSymbol implemented)
    {
        if (implemented.TypeArguments[0] is not INamedTypeSymbol value
            || implemented.TypeArguments[1] is not INamedTypeSymbol surrogate
            || !HasParametersOf(converter, value)
            || !HasParametersOf(converter, surrogate))
            return Refuse(converter);
        return new GeneratedType(
            converter.Identifier(),
            "",
            $"types.AddConverter(typeof({Open(value)}), typeof({Open(surrogate)}), typeof({converter.OpenCode()}));",
            convertedType: Open(value));

        string Open(INamedTypeSymbol type) => converter.IsGenericType ? type.OpenCode() : type.Code();
    }

    private static bool IsUsable(INamedTypeSymbol converter) =>
        converter.IsAccessibleThroughout()
        && !converter.IsAbstract
        && (converter.IsValueType || converter.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && constructor.IsAccessible()));

    private static bool HasParametersOf(INamedTypeSymbol converter, INamedTypeSymbol type) =>
        !converter.IsGenericType || type.TypeArguments.SequenceEqual<ITypeSymbol, ITypeSymbol>(ImmutableArray<ITypeSymbol>.CastUp(converter.TypeParameters), SymbolEqualityComparer.Default);

    private static GeneratedType Refuse(INamedTypeSymbol converter) => new(
        converter.Identifier(),
        "",
        "",
        diagnostics: ImmutableArray.Create(new DiagnosticInfo(Descriptors.BadConverter, converter.Locations[0], converter.Display())));
}
