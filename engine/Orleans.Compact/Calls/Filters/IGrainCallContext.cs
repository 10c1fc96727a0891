using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call on its way through the filters.</summary>
public interface IGrainCallContext
{
    IInvokable Request { get; }

    /// <value>The grain itself for incoming calls, the reference to it for outgoing ones.</value>
    object Grain { get; }

    GrainId? SourceId { get; }

    GrainId TargetId { get; }

    GrainInterfaceType InterfaceType { get; }

    string InterfaceName { get; }

    string MethodName { get; }

    MethodInfo InterfaceMethod { get; }

    /// <value>What the call gave, once <see cref="Invoke"/> has completed; a filter may replace it.</value>
    object? Result { get; set; }

    /// <summary>Goes on to the next filter, and after the last to the method.</summary>
    Task Invoke();
}
