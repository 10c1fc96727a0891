using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Proxies;

/// <summary>Reads grain classes.</summary>
internal static class GrainClassReader
{
    public static GeneratedType? Read(INamedTypeSymbol? type)
    {
        if (type is null || !GrainTypes.IsGrainClass(type))
            return null;
        var name = Names.Full(type);
        if (type.IsGenericType || type.ContainingType is { IsGenericType: true })
            return Bad($"Grain class {name} is generic, which this engine does not support.");
        if (!Names.IsAccessible(type))
            return Bad($"Grain class {name} must be public or internal, and so must the types it is nested in.");
        var interfaces = type.AllInterfaces.Where(GrainTypes.IsCallable).Select(Names.Plain).Distinct().OrderBy(static i => i, System.StringComparer.Ordinal);
        var line = $"builder.AddClass(typeof({Names.Plain(type)}){string.Concat(interfaces.Select(static i => $", typeof({i})"))});";
        return new GeneratedType(name, line, null, null, null);

        GeneratedType Bad(string problem) => new(name, "", null, problem, LocationInfo.Of(type));
    }
}
