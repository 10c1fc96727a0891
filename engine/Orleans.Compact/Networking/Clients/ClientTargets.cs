using System.Collections.Concurrent;
using Compact.Calls;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>The observers of an outside client.</summary>
internal sealed class ClientTargets : ITargetTable
{
    private readonly ConcurrentDictionary<GrainId, CallTarget> _targets = new();

    public CallTarget? Find(GrainId id) => _targets.GetValueOrDefault(id);

    public void Add(GrainId id, CallTarget target) => _targets[id] = target;

    public void Remove(GrainId id) => _targets.TryRemove(id, out _);
}
