using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>The objects of this process that grains may call, held weakly.</summary>
internal sealed class ObserverRegistry(Catalog catalog, ILogger<ObserverRegistry> logger)
{
    /// <summary>The first half of an observer's id.</summary>
    public static readonly GrainType ObserverType = GrainType.Create("sys.client");

    public GrainId Add(IGrainObserver observer)
    {
        var id = new GrainId(ObserverType, GrainIdKeyExtensions.CreateGuidKey(Guid.NewGuid()));
        catalog.Add(id, new ObserverTarget(id, observer, this, logger));
        return id;
    }

    public void Remove(GrainId id) => catalog.Remove(id);
}
