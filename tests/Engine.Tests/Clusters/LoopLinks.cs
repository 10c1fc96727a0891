using System.Buffers;
using System.Collections.Concurrent;
using Compact.Calls;
using Compact.Calls.Wire;
using Compact.Networking;
using Microsoft.Extensions.DependencyInjection;

namespace MiningGrid.Engine.Tests.Clusters;

/// <summary>Links between silos of one process: calls and answers travel as bytes, but over no socket.</summary>
internal sealed class LoopLinks(LoopCluster cluster, SiloAddress local) : ISiloLinks
{
    private readonly ConcurrentDictionary<Call, SiloAddress> _waiting = new();

    private LoopCluster Cluster => cluster;

    private IServiceProvider Services => cluster.ServicesOf(local)!;

    public int Sent { get; private set; }

    public void Send(Call call, SiloAddress silo)
    {
        Sent++;
        if (cluster.ServicesOf(silo) is not { } other)
        {
            Services.GetRequiredService<CallRouter>().Reroute(call, silo);
            return;
        }

        var request = new ArrayBufferWriter<byte>();
        Services.GetRequiredService<CallSerializer>().WriteRequest(request, call);
        _waiting[call] = silo;
        var arrived = other.GetRequiredService<CallSerializer>().ReadRequest(new ReadOnlySequence<byte>(request.WrittenMemory), new Origin(this, call, silo));
        other.GetRequiredService<ReferenceRuntime>().Receive(arrived);
    }

    public bool TrySendToClient(Call call, GrainId clientId) => false;

    public void Drop(SiloAddress silo)
    {
        foreach (var (call, to) in _waiting)
        {
            if (to.Equals(silo) && _waiting.TryRemove(call, out _))
                call.TryFail(new SiloUnavailableException($"{silo} is dead."));
        }
    }

    private sealed class Origin(LoopLinks links, Call call, SiloAddress silo) : ICallOrigin
    {
        public void Answered(Call answered)
        {
            if (!links._waiting.TryRemove(call, out _) || links.Services is not { } services || links.Cluster.ServicesOf(silo) is not { } other)
                return;
            var answer = new ArrayBufferWriter<byte>();
            other.GetRequiredService<CallSerializer>().WriteAnswer(answer, answered);
            services.GetRequiredService<CallSerializer>().ReadAnswer(new ReadOnlySequence<byte>(answer.WrittenMemory), call);
        }

        public bool TryReturn(Call returned)
        {
            if (links._waiting.TryRemove(call, out _))
                links.Services.GetRequiredService<CallRouter>().Reroute(call, silo);
            return true;
        }
    }
}
