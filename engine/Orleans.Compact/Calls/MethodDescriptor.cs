using System.Reflection;
using Orleans;
using Orleans.CodeGeneration;

namespace Compact.Calls;

/// <summary>A method of a grain interface, as generated code describes it.</summary>
public sealed class MethodDescriptor
{
    private MethodInfo? _method;

    /// <param name="interfaceType">The interface that declares the method.</param>
    /// <param name="interfaceId">The alias or full name of the interface called.</param>
    /// <param name="methodId">The alias, or the name with its parameter types; unique in the interface.</param>
    /// <param name="parameterTypes">Of the method, in order.</param>
    /// <param name="resultSlot">The copier of its result; negative when results need no copy.</param>
    /// <param name="responseTimeoutTicks">How long callers wait; 0 for the silo's default.</param>
    /// <param name="methodHash">Stands for the method's id on the wire; unique in the interface.</param>
    public MethodDescriptor(
        Type interfaceType,
        string interfaceId,
        string methodId,
        string name,
        Type[] parameterTypes,
        InvokeMethodOptions options = InvokeMethodOptions.None,
        int resultSlot = -1,
        bool isCancellable = false,
        long responseTimeoutTicks = 0,
        uint methodHash = 0)
    {
        InterfaceType = interfaceType;
        InterfaceId = interfaceId;
        InterfaceHash = StableHash.ComputeHash(interfaceId);
        MethodHash = methodHash;
        MethodId = methodId;
        Name = name;
        ParameterTypes = parameterTypes;
        Options = options;
        ResultSlot = resultSlot;
        IsCancellable = isCancellable;
        ResponseTimeout = responseTimeoutTicks == 0 ? null : new TimeSpan(responseTimeoutTicks);
    }

    internal Type InterfaceType { get; }

    internal string InterfaceId { get; }

    /// <value>Stands for the interface's id on the wire; unique among interfaces.</value>
    internal uint InterfaceHash { get; }

    internal string MethodId { get; }

    internal uint MethodHash { get; }

    internal string Name { get; }

    internal Type[] ParameterTypes { get; }

    internal InvokeMethodOptions Options { get; }

    internal int ResultSlot { get; }

    internal bool IsCancellable { get; }

    internal TimeSpan? ResponseTimeout { get; }

    internal bool IsOneWay => (Options & InvokeMethodOptions.OneWay) != InvokeMethodOptions.None;

    internal bool IsReadOnly => (Options & InvokeMethodOptions.ReadOnly) != InvokeMethodOptions.None;

    internal bool IsAlwaysInterleave => (Options & InvokeMethodOptions.AlwaysInterleave) != InvokeMethodOptions.None;

    internal MethodInfo Method => _method ??= InterfaceType.GetMethod(Name, ParameterTypes)
        ?? throw new MissingMethodException(InterfaceType.FullName, Name);

    public override string ToString() => $"{InterfaceId}.{Name}";
}
