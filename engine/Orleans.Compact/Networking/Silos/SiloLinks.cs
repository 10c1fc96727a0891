using System.Collections.Concurrent;
using Compact.Calls;
using Compact.Membership;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>The connections that this silo makes to others, one to each.</summary>
internal sealed class SiloLinks(
    ILocalSiloDetails local,
    IOptions<ClusterOptions> cluster,
    ConnectionServices services,
    Gateway gateway,
    IServiceProvider provider) : ISiloLinks
{
    private const int DeadMax = 1000;

    private readonly ConcurrentDictionary<SiloAddress, SiloLink> _links = new();
    private readonly ConcurrentQueue<SiloAddress> _dead = new();
    private volatile bool _isStopped;

    public IEnumerable<Connection> Connections => _links.Values.Select(link => link.Connection).OfType<Connection>();

    public void Send(Call call, SiloAddress silo)
    {
        if (!_links.TryGetValue(silo, out var link))
            link = _links.GetOrAdd(silo, Make);
        if (_isStopped)
            link.Stop();
        link.Send(call);
    }

    public bool TrySendToClient(Call call, GrainId clientId) => gateway.TrySend(call, clientId);

    public void Drop(SiloAddress silo)
    {
        // It is kept for a while, so that a call that still comes for it is routed again at once.
        _links.GetOrAdd(silo, Make).Drop();
        _dead.Enqueue(silo);
        if (_dead.Count > DeadMax && _dead.TryDequeue(out var oldest))
            _links.TryRemove(oldest, out _);
    }

    /// <summary>Closes all; calls that wait fail.</summary>
    public void Stop()
    {
        _isStopped = true;
        foreach (var link in _links.Values)
            link.Stop();
    }

    private SiloLink Make(SiloAddress silo) => new(
        silo,
        local.SiloAddress,
        new Hello(cluster.Value.ClusterId, cluster.Value.ServiceId, local.SiloAddress, default, silo),
        services,
        provider.GetRequiredService<CallRouter>(),
        broken => provider.GetService<Monitors>()?.ConnectionBroke(broken));
}
