using Compact.Calls;
using Compact.Routing;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>The objects of this process that grains may call, held weakly.</summary>
internal sealed class ObserverRegistry(ITargetTable targets, ClientIdentity client, ILogger<ObserverRegistry> logger)
{
    public GrainId Add(IGrainObserver observer)
    {
        var id = ClientIds.NewObserver(client.Id);
        targets.Add(id, new ObserverTarget(id, observer, this, logger));
        return id;
    }

    public void Remove(GrainId id) => targets.Remove(id);
}
