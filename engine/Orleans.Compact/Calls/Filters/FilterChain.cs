using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Compact.Calls;

/// <summary>A call among its filters: <see cref="Invoke"/> goes one filter further each time, and after the last to the end.</summary>
internal abstract class FilterChain(Call call, int filterCount) : IGrainCallContext
{
    private int _next;

    public Call Call { get; } = call;

    public IInvokable Request => Call;

    public abstract object Grain { get; }

    public GrainId? SourceId => Call.SourceId;

    public GrainId TargetId => Call.TargetId;

    public GrainInterfaceType InterfaceType => Call.Reference.InterfaceType;

    public string InterfaceName => Call.Method.InterfaceId;

    public string MethodName => Call.Method.Name;

    public MethodInfo InterfaceMethod => Call.Method.Method;

    public object? Result { get; set; }

    public async Task<object?> Run()
    {
        await Invoke();
        return Result;
    }

    public async Task Invoke()
    {
        var stage = _next++;
        if (stage < filterCount)
            await InvokeFilter(stage);
        else if (stage == filterCount)
            Result = await InvokeEnd();
        else
            throw new InvalidOperationException($"A filter of {Call} went on twice.");
    }

    protected abstract Task InvokeFilter(int index);

    protected abstract Task<object?> InvokeEnd();
}
