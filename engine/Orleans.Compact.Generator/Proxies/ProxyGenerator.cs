using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.Compact.Generator.Proxies;

/// <summary>Writes the references and calls of grain and observer interfaces, and the assembly's manifest of grains.</summary>
[Generator]
public sealed class ProxyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var interfaces = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
                static (syntax, token) => InterfaceReader.Read(syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) as INamedTypeSymbol))
            .Where(static model => model is not null)
            .Collect();

        var classes = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax { BaseList: not null } or RecordDeclarationSyntax { BaseList: not null },
                static (syntax, token) => GrainClassReader.Read(syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) as INamedTypeSymbol))
            .Where(static model => model is not null)
            .Collect();

        var assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "Assembly");
        context.RegisterSourceOutput(interfaces.Combine(classes).Combine(assembly), static (output, all) => Write(output, all.Left.Left!, all.Left.Right!, all.Right));
    }

    private static void Write(SourceProductionContext output, ImmutableArray<GeneratedType?> interfaces, ImmutableArray<GeneratedType?> classes, string assembly)
    {
        var types = interfaces.Concat(classes).Select(static type => type!)
            .GroupBy(static type => type.Name).Select(static group => group.First())
            .OrderBy(static type => type.Name, System.StringComparer.Ordinal).ToArray();
        if (types.Length == 0)
            return;
        foreach (var problem in types.Where(static type => type.Problem is not null))
            output.ReportDiagnostic(Diagnostic.Create(Problems.NotSupported, problem.Location?.ToLocation(), problem.Problem));
        var good = types.Where(static type => type.Problem is null).ToArray();
        var generatedNamespace = "Compact.Generated." + Names.Safe(assembly);
        foreach (var type in good.Where(static type => type.Source is not null))
            output.AddSource(Names.Safe(type.Name) + ".proxy.g.cs", type.Source!.Replace(ProxyWriter.NamespaceMark, generatedNamespace));
        output.AddSource("GrainManifest.g.cs", ManifestWriter.Write(generatedNamespace, good));
    }
}
