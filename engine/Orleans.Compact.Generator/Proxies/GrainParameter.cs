using Microsoft.CodeAnalysis;

namespace Orleans.Compact.Generator.Proxies;

/// <summary>A parameter of a grain method.</summary>
internal sealed class GrainParameter(IParameterSymbol parameter, CopierSlots slots)
{
    public ITypeSymbol Type { get; } = parameter.Type;

    /// <value>The name, escaped where it is a keyword.</value>
    public string Name { get; } = "@" + parameter.Name;

    public string Field { get; } = "Argument" + parameter.Ordinal;

    public bool IsToken { get; } = parameter.Type.ToDisplayString() == "System.Threading.CancellationToken";

    public bool IsReference { get; } = GrainTypes.IsAddressable(parameter.Type);

    /// <value>The copier; negative when values are shared.</value>
    public int Slot { get; } = Names.Attribute(parameter, "Orleans.ImmutableAttribute") is not null ? -1 : slots.Of(parameter.Type);
}
