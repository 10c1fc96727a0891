using Compact.Calls;

namespace Orleans.Runtime;

/// <summary>Finds a call's target. The one place that will know of other silos.</summary>
internal sealed class CallRouter(Catalog catalog) : ICallRouter
{
    public void Dispatch(Call call)
    {
        while (!catalog.GetOrCreate(call).TryReceive(call))
        {
            // A target that was just going: the next look finds or makes another.
        }
    }

    /// <summary>Takes a call back that did not begin on the silo it was sent to, and sends it where it belongs now.</summary>
    public void Reroute(Call call, SiloAddress from)
    {
        if (!call.TryForward())
            call.TryFail(new SiloUnavailableException($"{from} and every other silo that was tried gave the call back: {call}"));
        else
            call.Runtime.Dispatch(call);
    }
}
