using Compact.Calls;

namespace Orleans.Runtime;

/// <summary>Finds a call's target. The one place that will know of other silos.</summary>
internal sealed class CallRouter(Catalog catalog)
{
    public void Dispatch(Call call)
    {
        while (!catalog.GetOrCreate(call).TryReceive(call))
        {
            // A target that was just going: the next look finds or makes another.
        }
    }
}
