using Orleans;
using Orleans.Runtime;

namespace Compact.Calls;

internal sealed class OutgoingFilterChain(Call call, IOutgoingGrainCallFilter[] filters, Func<Task<object?>> deliver) : FilterChain(call, filters.Length), IOutgoingGrainCallContext
{
    public override object Grain => Call.Reference;

    public IGrainContext? SourceContext => Call.Source;

    protected override Task InvokeFilter(int index) => filters[index].Invoke(this);

    protected override Task<object?> InvokeEnd()
    {
        Call.Restamp();
        return deliver();
    }
}
