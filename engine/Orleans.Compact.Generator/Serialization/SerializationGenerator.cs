using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Compact.Generator.Serialization;

/// <summary>Generates codecs for an assembly's [GenerateSerializer] types, and a manifest that registers them.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SerializationGenerator : IIncrementalGenerator
{
    private const string ConvertedType = "Compact.Serialization.ConvertedTypeAttribute";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var types = context.SyntaxProvider.ForAttributeWithMetadataName(
            Symbols.GenerateSerializer,
            static (_, _) => true,
            static (marked, _) => TypeGenerator.Generate((INamedTypeSymbol)marked.TargetSymbol));
        var converters = context.SyntaxProvider.ForAttributeWithMetadataName(
            Symbols.RegisterConverter,
            static (_, _) => true,
            static (marked, _) => ConverterGenerator.Generate((INamedTypeSymbol)marked.TargetSymbol)).SelectMany(static (all, _) => all);
        var assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "Unnamed");
        var converted = context.CompilationProvider.SelectMany(static (compilation, _) => FindConvertedTypes(compilation)).Collect();

        context.RegisterSourceOutput(types, static (output, type) =>
        {
            if (type.Source.Length > 0)
                output.AddSource($"Serialization/{type.Name}.g.cs", SourceText.From(type.Source, Encoding.UTF8));
        });
        context.RegisterSourceOutput(types.Collect().Combine(converters.Collect()).Combine(assembly).Combine(converted), static (output, all) =>
        {
            var (((generated, registered), name), elsewhere) = all;
            WriteManifest(output, name, [.. generated, .. registered], elsewhere);
        });
    }

    private static void WriteManifest(SourceProductionContext output, string assembly, IReadOnlyList<GeneratedType> types, ImmutableArray<string> converted)
    {
        if (types.Count == 0)
            return;
        var known = new HashSet<string>(converted.Concat(types.Select(type => type.ConvertedType).Where(type => type.Length > 0)), StringComparer.Ordinal);
        foreach (var diagnostic in types.SelectMany(type => type.Diagnostics))
            output.ReportDiagnostic(diagnostic.Create());
        foreach (var member in types.SelectMany(type => type.Unproven).Where(member => !known.Contains(member.Type)))
            output.ReportDiagnostic(member.Diagnostic.Create());
        output.AddSource("Serialization/Manifest.g.cs", SourceText.From(Manifest.Write(assembly, types), Encoding.UTF8));
    }

    /// <summary>Types that have a converter in an assembly referred to.</summary>
    private static IEnumerable<string> FindConvertedTypes(Compilation compilation) =>
        from assembly in compilation.SourceModule.ReferencedAssemblySymbols
        from attribute in assembly.GetAttributes()
        where string.Equals(attribute.AttributeClass?.ToDisplayString(), ConvertedType, StringComparison.Ordinal)
        where attribute.ConstructorArguments.Length == 1
        let type = attribute.ConstructorArguments[0].Value as INamedTypeSymbol
        where type is not null
        select type.Code();
}
