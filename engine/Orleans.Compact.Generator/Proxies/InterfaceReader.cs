using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Proxies;

/// <summary>Reads grain and observer interfaces and writes their proxies.</summary>
internal static class InterfaceReader
{
    public static GeneratedType? Read(INamedTypeSymbol? type)
    {
        if (type is null || !GrainTypes.IsCallable(type))
            return null;
        var name = Names.Full(type);
        var location = LocationInfo.Of(type);
        if (type.IsGenericType || type.ContainingType is { IsGenericType: true })
            return Bad($"Grain interface {name} is generic, which this engine does not support.");
        if (!Names.IsAccessible(type))
            return Bad($"Grain interface {name} must be public or internal, and so must the types it is nested in.");

        var methods = new List<GrainMethod>();
        var slots = new CopierSlots();
        var id = Names.Alias(type) ?? name;
        foreach (var declaring in new[] { type }.Concat(type.AllInterfaces).Where(static i => !GrainTypes.IsMarker(i)))
        {
            foreach (var member in declaring.GetMembers().Where(static member => !member.IsStatic))
            {
                if (member is not IMethodSymbol method)
                {
                    if (member is IPropertySymbol or IEventSymbol)
                        return Bad($"{name}.{member.Name}: a grain interface has methods only.");
                    continue;
                }

                if (method.MethodKind != MethodKind.Ordinary)
                    continue;
                if (GrainMethod.ProblemOf(method) is { } problem)
                    return Bad($"{name}.{method.Name}: {problem}");
                methods.Add(new GrainMethod(method, methods.Count, slots, Timeout(method) ?? Timeout(type)));
            }
        }

        if (methods.GroupBy(static method => method.Id).FirstOrDefault(static group => group.Count() > 1) is { } same)
            return Bad($"Two methods of {name} have the id {same.Key}; give one of them another [Alias].");
        if (methods.GroupBy(static method => method.Hash).FirstOrDefault(static group => group.Count() > 1) is { } alike)
            return Bad($"The ids of {name}.{string.Join(" and ", alike.Select(static method => method.Symbol.Name))} have the same hash; give one of them another [Alias].");
        var proxy = "Proxy_" + Names.Safe(name);
        var line = $"builder.AddInterface(typeof({Names.Plain(type)}), {Names.Literal(id)}, {slots.Count}, static (shared, key) => new {proxy}(shared, key), {proxy}.CreateCall);";
        return new GeneratedType(name, line, ProxyWriter.Write(type, proxy, id, methods), null, null);

        GeneratedType Bad(string problem) => new(name, "", null, problem, location);
    }

    private static System.TimeSpan? Timeout(ISymbol symbol) =>
        Names.Attribute(symbol, "Orleans.ResponseTimeoutAttribute")?.ConstructorArguments.FirstOrDefault().Value is string text
        && System.TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var timeout)
            ? timeout
            : null;
}
