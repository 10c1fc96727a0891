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

    private IServiceProvider Services => cluster.ServicesOf(local)!;

    public int Sent { get; private set; }

    public void Send(Call call, SiloAddress silo)
    {
        Sent++;
        if (PartsOf(silo) is not var (serializer, runtime))
        {
            Services.GetRequiredService<CallRouter>().Reroute(call, silo);
            return;
        }

        var request = new ArrayBufferWriter<byte>();
        Services.GetRequiredService<CallSerializer>().WriteRequest(request, call);
        _waiting[call] = silo;
        runtime.Receive(serializer.ReadRequest(new ReadOnlySequence<byte>(request.WrittenMemory), new Origin(this, call, silo)));
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

    /// <summary>What takes calls there; null when the silo is gone, or goes while it is asked.</summary>
    private (CallSerializer Serializer, ReferenceRuntime Runtime)? PartsOf(SiloAddress silo)
    {
        try
        {
            return cluster.ServicesOf(silo) is { } services
                ? (services.GetRequiredService<CallSerializer>(), services.GetRequiredService<ReferenceRuntime>())
                : null;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    private sealed class Origin(LoopLinks links, Call call, SiloAddress silo) : ICallOrigin
    {
        public void Answered(Call answered)
        {
            // Whoever drops a silo that is gone fails what waits for it.
            if (links.PartsOf(silo) is not var (serializer, _) || !links._waiting.TryRemove(call, out _) || links.Services is not { } services)
                return;
            var answer = new ArrayBufferWriter<byte>();
            serializer.WriteAnswer(answer, answered);
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
