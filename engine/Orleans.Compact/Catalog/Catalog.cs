using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Compact.Calls;

namespace Orleans.Runtime;

/// <summary>Everything on this silo that can be called, by id. Calling a grain that is not there activates it.</summary>
internal sealed class Catalog(GrainManifest manifest, IServiceProvider services) : ITargetTable
{
    private readonly ConcurrentDictionary<GrainId, CallTarget> _targets = new();
    private readonly ConcurrentDictionary<GrainType, ActivationShared> _shared = new();
    private volatile bool _isStopping;
    private volatile bool _isClosed;
    private volatile bool _isAbandoned;

    public IEnumerable<Activation> Activations
    {
        get
        {
            foreach (var (_, target) in _targets)
            {
                if (target is Activation activation)
                {
                    yield return activation;
                }
                else if (target is StatelessWorkerGroup group)
                {
                    foreach (var worker in group.Workers)
                        yield return worker;
                }
            }
        }
    }

    public bool IsStopping => _isStopping;

    public bool IsClosed => _isClosed;

    /// <value>Whether nothing here may be called any more.</value>
    public bool IsAbandoned => _isAbandoned;

    /// <summary>From now on nothing is activated here that can be activated elsewhere.</summary>
    public void BeginStop() => _isStopping = true;

    /// <summary>From now on no grain is activated any more: a call to one that is gone is refused.</summary>
    public void Close() => _isClosed = true;

    /// <summary>From now on every call is refused: other silos serve the grains that were here.</summary>
    public void Abandon()
    {
        _isAbandoned = _isClosed = _isStopping = true;
    }

    public CallTarget GetOrCreate(GrainId id) => _targets.TryGetValue(id, out var target) ? target : Create(id);

    public bool TryFind(GrainId id, [NotNullWhen(true)] out CallTarget? target) => _targets.TryGetValue(id, out target);

    public CallTarget? Find(GrainId id) => _targets.GetValueOrDefault(id);

    public void Add(GrainId id, CallTarget target) => _targets[id] = target;

    public void Remove(GrainId id) => _targets.TryRemove(id, out _);

    public void Remove(Activation activation) => _targets.TryRemove(KeyValuePair.Create<GrainId, CallTarget>(activation.GrainId, activation));

    public void Remove(StatelessWorkerGroup group) => _targets.TryRemove(KeyValuePair.Create<GrainId, CallTarget>(group.GrainId, group));

    /// <summary>Delivers a call again that came to an activation that was going.</summary>
    public static void SendOn(Call call)
    {
        if (call.TryReturn())
            return;
        call.IsSentOn = true;
        if (call.TryForward())
            call.Runtime.Dispatch(call);
        else
            call.TryFail(new OrleansMessageRejectionException($"Every activation that was tried was going: {call}"));
    }

    public ActivationShared SharedOf(GrainType type) => _shared.GetOrAdd(type, MakeShared);

    private CallTarget Create(GrainId id)
    {
        if (_isClosed)
            throw new SiloUnavailableException($"The silo is shutting down and activates no grain any more: {id}");
        return _targets.GetOrAdd(id, Make);
    }

    private CallTarget Make(GrainId id)
    {
        var shared = SharedOf(id.Type);
        return shared.Class.Worker is { } worker
            ? new StatelessWorkerGroup(id, worker.MaxLocal, this, group => new Activation(shared, id) { Group = group })
            : new Activation(shared, id);
    }

    private ActivationShared MakeShared(GrainType type) => new(manifest.ClassOf(type), this, services);
}
