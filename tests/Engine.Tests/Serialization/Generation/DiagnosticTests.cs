using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MiningGrid.Engine.Tests.Serialization.Generation;

/// <summary>What Orleans refuses, or finds out only when the first call fails, does not compile here.</summary>
public sealed class DiagnosticTests
{
    [Fact]
    public void Good_types_compile_without_a_word() => Assert.Empty(Diagnose("""
        [GenerateSerializer] public record Good(int A, [property: Id(7)] string B) { [Id(0)] public System.Collections.Generic.List<Good> C { get; } = []; }
        [GenerateSerializer] public class Generic<T> where T : struct, System.IComparable<T> { [Id(0)] private T _value; }
        public class Outer<T> { [GenerateSerializer] public class Inner { [Id(0)] public required T Value { get; init; } } }
        [GenerateSerializer] public sealed class Failure : System.InvalidOperationException { [Id(0)] public int Code; }
        public struct Foreign { public int X; }
        [GenerateSerializer] public struct Stand { [Id(0)] public int X; }
        [RegisterConverter] public class Converter : IConverter<Foreign, Stand>
        {
            public Foreign ConvertFromSurrogate(in Stand s) => new() { X = s.X };
            public Stand ConvertToSurrogate(in Foreign v) => new() { X = v.X };
        }
        [GenerateSerializer] public class Uses { [Id(0)] public Foreign? Value { get; set; } }
        """));

    [Fact]
    public void A_member_of_a_type_that_is_not_serializable_is_refused()
    {
        Refuses("COMPACT0001", "public class Plain; [GenerateSerializer] public class C { [Id(0)] public Plain? P { get; set; } }");
        Refuses("COMPACT0001", "public class Plain; [GenerateSerializer] public class C { [Id(0)] public System.Collections.Generic.List<Plain[]>? P { get; set; } }");
        Refuses("COMPACT0001", "[GenerateSerializer] public class C { [Id(0)] public System.Action? P { get; set; } }");
        Refuses("COMPACT0001", "[GenerateSerializer] public class C { [Id(0)] public int[,]? P { get; set; } }");
        Refuses("COMPACT0001", "[GenerateSerializer] public class C { [Id(0)] public System.Threading.CancellationToken P { get; set; } }");
        Refuses("COMPACT0001", "[GenerateSerializer] public class C { [Id(0)] public System.Type? P { get; set; } }");
        Refuses("COMPACT0001", "[GenerateSerializer] public class C { [Id(0)] public (int, int, int, int, int, int, int, int) P { get; set; } }");
        Assert.Empty(Diagnose("[GenerateSerializer] public class C { [Id(0)] public (int, string, System.Tuple<int>)? P { get; set; } }"));
    }

    [Fact]
    public void An_id_that_stands_twice_is_refused() =>
        Refuses("ORLEANS0012", "[GenerateSerializer] public class C { [Id(1)] public int A { get; set; } [Id(1)] public int B { get; set; } }");

    [Fact]
    public void A_member_without_an_id_is_refused()
    {
        Refuses("ORLEANS0004", "[GenerateSerializer] public class C { public int A { get; set; } }");
        Refuses("ORLEANS0004", "[GenerateSerializer] public class C { private int _a; public int B => _a; }");
        Assert.Empty(Diagnose("[GenerateSerializer] public class C { [System.NonSerialized] private int _a = 1; public int B => _a; public static int C1; }"));
    }

    [Fact]
    public void An_abstract_property_with_an_id_is_refused() =>
        Refuses("ORLEANS0006", "[GenerateSerializer] public abstract class C { [Id(0)] public abstract int A { get; set; } }");

    [Fact]
    public void A_base_class_that_is_not_marked_is_refused() =>
        Refuses("COMPACT0002", "public class B; [GenerateSerializer] public class C : B;");

    [Fact]
    public void A_private_type_is_refused() =>
        Refuses("COMPACT0003", "public class B { [GenerateSerializer] private class C; }");

    [Fact]
    public void A_computed_property_is_refused() =>
        Refuses("COMPACT0004", "[GenerateSerializer] public class C { [Id(0)] public int A => 1; }");

    [Fact]
    public void A_converter_that_cannot_be_made_is_refused()
    {
        Refuses("COMPACT0006", "[RegisterConverter] public class C;");
        Refuses("COMPACT0006", """
            [GenerateSerializer] public struct S; public class V;
            [RegisterConverter] public class C(int x) : IConverter<V, S>
            {
                public V ConvertFromSurrogate(in S s) => new(); public S ConvertToSurrogate(in V v) => default; public int X => x;
            }
            """);
    }

    private static void Refuses(string id, string code) => Assert.Contains(Diagnose(code), diagnostic => diagnostic.Id == id);

    private static List<Diagnostic> Diagnose(string code)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var compilation = CSharpCompilation.Create(
            "Tried",
            [CSharpSyntaxTree.ParseText($"using Orleans;\n{code}", options, path: "Tried.cs")],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([CreateGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        return [.. diagnostics, .. output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }

    private static ISourceGenerator CreateGenerator()
    {
        var path = typeof(DiagnosticTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Generator").Value!;
        var type = Assembly.LoadFrom(path).GetType("Orleans.Compact.Generator.Serialization.SerializationGenerator", throwOnError: true)!;
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }
}
