using Orleans.Runtime;

namespace Compact.Calls;

/// <summary>What can be called in this process, by id.</summary>
internal interface ITargetTable
{
    CallTarget? Find(GrainId id);

    void Add(GrainId id, CallTarget target);

    void Remove(GrainId id);
}
