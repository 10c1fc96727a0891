using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Proxies;

/// <summary>A method of a grain interface.</summary>
internal sealed class GrainMethod
{
    private const string TokenType = "System.Threading.CancellationToken";

    public GrainMethod(IMethodSymbol method, int index, CopierSlots slots, System.TimeSpan? timeout)
    {
        Symbol = method;
        Timeout = timeout;
        CallClass = $"Call{index}_{method.Name}";
        Id = Names.Alias(method) ?? $"{method.Name}({string.Join(",", method.Parameters.Select(static p => Names.Full(p.Type)))})";
        Parameters = method.Parameters.Select(p => new GrainParameter(p, slots)).ToArray();
        Token = method.Parameters.FirstOrDefault(static p => p.Type.ToDisplayString() == TokenType);
        Result = method.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 } generic ? generic.TypeArguments[0] : null;
        ResultSlot = Result is null || Names.Attribute(method, "Orleans.ImmutableAttribute") is not null ? -1 : slots.Of(Result);
        IsValueTask = method.ReturnType.Name == "ValueTask";
        IsVoid = method.ReturnsVoid;
        IsOneWay = IsVoid || Has("OneWay");
    }

    public IMethodSymbol Symbol { get; }

    public string CallClass { get; }

    public string Id { get; }

    /// <summary>Stands for the id on the wire.</summary>
    public uint Hash => MethodHash.Of(Id);

    public GrainParameter[] Parameters { get; }

    public IParameterSymbol? Token { get; }

    public ITypeSymbol? Result { get; }

    public int ResultSlot { get; }

    public bool IsValueTask { get; }

    public bool IsVoid { get; }

    public bool IsOneWay { get; }

    public System.TimeSpan? Timeout { get; }

    public string Options => string.Join(" | ", new[]
    {
        IsOneWay ? "OneWay" : null,
        Has("ReadOnly") ? "ReadOnly" : null,
        Has("AlwaysInterleave") ? "AlwaysInterleave" : null,
    }.Where(static option => option is not null).DefaultIfEmpty("None").Select(static option => "global::Orleans.CodeGeneration.InvokeMethodOptions." + option));

    public static string? ProblemOf(IMethodSymbol method)
    {
        if (method.IsGenericMethod)
            return "generic methods are not supported by this engine.";
        if (method.Parameters.Any(static p => p.RefKind != RefKind.None))
            return "parameters by reference do not travel.";
        if (method.Parameters.Count(static p => p.Type.ToDisplayString() == TokenType) > 1)
            return "one CancellationToken is enough.";
        if (!method.ReturnsVoid && !IsTask(method.ReturnType))
            return "a grain method returns Task, Task<T>, ValueTask or ValueTask<T>; void only where nobody waits.";
        if (method.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 } && Names.Attribute(method, "Orleans.Concurrency.OneWayAttribute") is not null)
            return "a one-way method has no result.";
        return null;
    }

    private static bool IsTask(ITypeSymbol type) =>
        type.Name is "Task" or "ValueTask" && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private bool Has(string attribute) => Names.Attribute(Symbol, $"Orleans.Concurrency.{attribute}Attribute") is not null;
}
