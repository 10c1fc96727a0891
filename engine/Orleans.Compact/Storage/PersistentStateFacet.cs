using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Makes what a <see cref="PersistentStateAttribute"/> asks for.</summary>
internal static class PersistentStateFacet
{
    private static readonly MethodInfo CreateMethod = typeof(PersistentStateFacet).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static Func<Activation, object> For(ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new OrleansConfigurationException($"Parameter {parameter.Name} of {parameter.Member.DeclaringType} has [PersistentState] but is not an IPersistentState<T>.");
        var create = CreateMethod.MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Func<Activation, PersistentStateAttribute, object>>();
        return activation => create(activation, attribute);
    }

    private static PersistentState<TState> Create<TState>(Activation activation, PersistentStateAttribute attribute)
    {
        var name = string.IsNullOrWhiteSpace(attribute.StorageName) ? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME : attribute.StorageName;
        var storage = activation.ActivationServices.GetKeyedService<IGrainStorage>(name)
            ?? throw new OrleansConfigurationException(
                $"No storage provider named \"{name}\" is configured, which {activation.Class.Type} asks for as state \"{attribute.StateName}\". Add one, for example with AddMemoryGrainStorage(\"{name}\").");
        var state = new PersistentState<TState>(activation, attribute.StateName, name, storage);
        activation.ObservableLifecycle.Subscribe($"state {attribute.StateName}", GrainLifecycleStage.SetupState, state);
        return state;
    }
}
