using Orleans.Runtime;

namespace Compact.Calls.Wire;

internal sealed class CallArrival<TResult>(ICallOrigin? origin, GrainId? sourceId, long deadline) : CallArrival(origin, sourceId, deadline)
{
    public TResult Result { get; set; } = default!;
}
