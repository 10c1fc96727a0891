using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>Makes instances of one grain class: constructor arguments come from the services and from facets.</summary>
internal sealed class GrainActivator
{
    private readonly Lazy<ObjectFactory> _factory;
    private readonly Lazy<Func<Activation, object>[]> _facets;

    public GrainActivator(Type type)
    {
        var parameters = new Lazy<ParameterInfo[]>(() => FacetParameters(type));
        _facets = new(() => [.. parameters.Value.Select(FacetOf)]);
        _factory = new(() => ActivatorUtilities.CreateFactory(type, [.. parameters.Value.Select(parameter => parameter.ParameterType)]));
    }

    public object Create(Activation activation)
    {
        var facets = _facets.Value;
        var arguments = facets.Length == 0 ? [] : new object[facets.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = facets[i](activation);
        return _factory.Value(activation.ActivationServices, arguments);
    }

    private static ParameterInfo[] FacetParameters(Type type) =>
        [.. type.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.GetCustomAttributes().OfType<IFacetMetadata>().Any())];

    private static Func<Activation, object> FacetOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state
            ? PersistentStateFacet.For(parameter, state)
            : throw new OrleansConfigurationException($"No facet is known for parameter {parameter.Name} of {parameter.Member.DeclaringType}.");
}
