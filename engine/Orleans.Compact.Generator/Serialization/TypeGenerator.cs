using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Serialization;

/// <summary>Turns a type marked [GenerateSerializer] into its codec.</summary>
internal static class TypeGenerator
{
    public static GeneratedType Generate(INamedTypeSymbol type)
    {
        var name = type.Identifier();
        var @namespace = Manifest.Namespace(type.ContainingAssembly);
        var alias = Symbols.Literal(type.Attribute(Symbols.Alias)?.ConstructorArguments[0].Value as string);
        if (!type.IsAccessibleThroughout())
            return Refuse(name, new DiagnosticInfo(Descriptors.Inaccessible, type.Locations[0], type.Display()));
        if (type.TypeKind == TypeKind.Enum)
            return new GeneratedType(name, "", $"types.AddEnum(typeof({type.Code()}), {alias});");

        var reader = new MemberReader(type);
        var members = reader.Read();
        var diagnostics = reader.Diagnostics;
        if (type.BaseType is { } @base && !IsSerializableBase(@base))
            diagnostics = diagnostics.Add(new DiagnosticInfo(Descriptors.BaseNotSerializable, type.Locations[0], type.Display(), @base.Display()));
        if (!diagnostics.IsEmpty)
            return new GeneratedType(name, "", "", unproven: reader.Unproven, diagnostics: diagnostics);
        var codec = new CodecWriter(type, members);
        var parameters = type.AllTypeParameters().Count;
        var open = parameters == 0 ? "" : $"<{new string(',', parameters - 1)}>";
        return new GeneratedType(
            name,
            codec.Write(@namespace),
            $"types.AddType(typeof({type.OpenCode()}), typeof(global::{@namespace}.{codec.Name}{open}), {alias});",
            unproven: reader.Unproven);
    }

    private static bool IsSerializableBase(INamedTypeSymbol type) =>
        type.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum
        || type.OriginalDefinition.Has(Symbols.GenerateSerializer)
        || (type.IsException() && type.ContainingNamespace.ToDisplayString() is "System" or "System.IO");

    private static GeneratedType Refuse(string name, DiagnosticInfo diagnostic) =>
        new(name, "", "", diagnostics: ImmutableArray.Create(diagnostic));
}
