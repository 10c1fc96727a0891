using Orleans;
using Orleans.Runtime;

namespace Compact.Placement;

/// <summary>Is told by other silos how many activations they have.</summary>
internal interface IActivationCountListener : IGrainObserver
{
    /// <summary>Not answered: the next one makes up for one that is lost.</summary>
    void Tell(SiloAddress silo, int count);
}
