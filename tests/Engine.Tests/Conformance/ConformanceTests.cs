using System.Reflection;
using Orleans.Persistence;
using Orleans.TestingHost;

namespace MiningGrid.Engine.Tests.Conformance;

/// <summary>
/// Everything public in the engine is official: by name, kind and signature, in the assembly Orleans.Core.Abstractions
/// itself, or in the listing of the other assemblies' signatures. What the engine alone needs lives in Compact.
/// </summary>
public sealed class ConformanceTests
{
    private static readonly Assembly[] s_engine = [typeof(Grain).Assembly, typeof(RedisStorageOptions).Assembly, typeof(TestCluster).Assembly];

    private static readonly Dictionary<string, ApiType> s_official = MetadataApi.Read(Metadata("OfficialAssembly")).ToDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, ListedType> s_listed = ListedType.Parse(ReadListing());

    [Fact]
    public void Every_type_is_official()
    {
        var unknown = Exported().Where(type => !s_official.ContainsKey(type.FullName!) && !s_listed.ContainsKey(Listing.Describe(type).Name));

        None(unknown.Select(type => $"{type.FullName} is not an official type"));
    }

    [Fact]
    public void What_core_abstractions_has_too_is_the_same()
    {
        var ours = s_engine.SelectMany(assembly => MetadataApi.Read(assembly.Location)).Where(type => s_official.ContainsKey(type.Name)).ToList();

        Assert.True(ours.Count > 20, $"Only {ours.Count} types were compared.");
        None(ours.SelectMany(type => Comparison.Differences(type, s_official[type.Name])));
    }

    [Fact]
    public void What_other_assemblies_have_too_is_the_same()
    {
        var ours = Exported().Where(type => !s_official.ContainsKey(type.FullName!)).Select(Listing.Describe).Where(type => s_listed.ContainsKey(type.Name)).ToList();

        Assert.True(ours.Count > 20, $"Only {ours.Count} types were compared.");
        None(ours.SelectMany(type => Comparison.Differences(type, s_listed[type.Name])));
    }

    /// <summary>The listing lacks this; from the sources' API listing of Orleans.Serialization.Abstractions.</summary>
    [Theory]
    [InlineData(typeof(GenerateSerializerAttribute), AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum, false)]
    [InlineData(typeof(IdAttribute), AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, false)]
    [InlineData(typeof(AliasAttribute), AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method | AttributeTargets.Interface, true)]
    [InlineData(typeof(ImmutableAttribute), AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.ReturnValue, false)]
    [InlineData(typeof(RegisterConverterAttribute), AttributeTargets.Class | AttributeTargets.Struct, false)]
    [InlineData(typeof(ResponseTimeoutAttribute), AttributeTargets.Method, false)]
    public void Attributes_stand_nowhere_but_where_they_officially_may(Type attribute, AttributeTargets targets, bool allowMultiple)
    {
        var usage = attribute.GetCustomAttribute<AttributeUsageAttribute>()!;

        Assert.Equal((AttributeTargets)0, usage.ValidOn & ~targets);
        Assert.False(usage.AllowMultiple && !allowMultiple, "It may stand once.");
    }

    [Fact]
    public void A_wrong_signature_would_be_reported()
    {
        var right = s_official["Orleans.Grain"];
        var member = right.Members.First(member => member.Text.Contains("DeactivateOnIdle", StringComparison.Ordinal));

        Assert.Empty(Comparison.Differences(right, right));
        Assert.NotEmpty(Comparison.Differences(right with { Declaration = "sealed class" }, right));
        Assert.NotEmpty(Comparison.Differences(right with { Usage = "0100" }, right));
        Assert.NotEmpty(Comparison.Differences(right with { Base = "System.IO.Stream" }, right));
        Assert.NotEmpty(Comparison.Differences(right with { Interfaces = ["System.IDisposable"] }, right));
        foreach (var wrong in new[] { "System.Int32 x", "System.Void" })
            Assert.NotEmpty(Comparison.Differences(right with { Members = [new ApiMember(member.Text.Replace("()", $"({wrong})", StringComparison.Ordinal))] }, right));
        Assert.NotEmpty(Comparison.Differences(right with { Members = [new ApiMember(member.Text.Replace("protected", "public", StringComparison.Ordinal))] }, right));
    }

    [Fact]
    public void A_signature_that_differs_from_the_listing_would_be_reported()
    {
        var wrong = Listing.Describe(typeof(Wrong));
        var right = ListedType.Parse(
        [
            "MiningGrid.Engine.Tests.Conformance: class Wrong : OrleansException   [Orleans.Core]",
            "    ctor()",
            "    string Name { get; }",
            "    protected static int Count(string text, long number = 4)",
        ])[wrong.Name];

        var differences = Comparison.Differences(wrong, right).ToList();

        Assert.Equal(4, differences.Count);
        Assert.Contains(differences, difference => difference.Contains("derives not from", StringComparison.Ordinal));
        Assert.Contains(differences, difference => difference.Contains("Name { set; }", StringComparison.Ordinal));
        Assert.Contains(differences, difference => difference.Contains("number = 5", StringComparison.Ordinal));
        Assert.Contains(differences, difference => difference.Contains("Extra", StringComparison.Ordinal));
    }

    private static void None(IEnumerable<string> differences)
    {
        var all = differences.ToList();
        if (all.Count > 0)
            Assert.Fail($"{all.Count} differences from Orleans:\n{string.Join('\n', all)}");
    }

    private static IEnumerable<Type> Exported() => s_engine.SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => type.Namespace is not { } name || !(name == "Compact" || name.StartsWith("Compact.", StringComparison.Ordinal)));

    private static string Metadata(string key) =>
        typeof(ConformanceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static string[] ReadListing()
    {
        using var stream = typeof(ConformanceTests).Assembly.GetManifestResourceStream($"{typeof(ConformanceTests).Namespace}.official-signatures.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }

    public class Wrong
    {
        public string? Name { get; set; }

        public int Extra() => Name?.Length ?? 0;

        protected static int Count(string text, long number = 5) => text.Length + (int)number;
    }
}
