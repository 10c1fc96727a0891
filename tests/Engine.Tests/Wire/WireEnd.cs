using System.Buffers;
using System.Collections.Concurrent;
using Compact.Calls;
using Compact.Calls.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace MiningGrid.Engine.Tests.Wire;

/// <summary>One of two processes that call each other, but for the process and the network between them: all grains are at the other end, or here.</summary>
internal sealed class WireEnd(IServiceProvider services, bool hasGrains) : ICallRouter, ICallCarrier, ICallOrigin
{
    private readonly ConcurrentDictionary<ulong, Call> _sent = new();
    private ulong _last;

    public WireEnd Peer { get; set; } = null!;

    /// <value>All that came, by the number it was sent under.</value>
    public ConcurrentDictionary<ulong, Call> Received { get; } = new();

    /// <value>What came back, by the number.</value>
    public ConcurrentQueue<ulong> AnswersSent { get; } = new();

    public byte[] LastRequest { get; private set; } = [];

    public byte[] LastAnswer { get; private set; } = [];

    public int WaitingCount => _sent.Count;

    public Func<byte[], byte[]> Tamper { get; set; } = static bytes => bytes;

    public CallSerializer Serializer => services.GetRequiredService<CallSerializer>();

    private Catalog Catalog => services.GetRequiredService<Catalog>();

    public void Dispatch(Call call)
    {
        var isHere = Catalog.Find(call.TargetId) is not null || (hasGrains && Peer.Catalog.Find(call.TargetId) is null);
        if (isHere)
            services.GetRequiredService<CallRouter>().Dispatch(call);
        else
            Send(call);
    }

    public void Answered(Call call)
    {
        AnswersSent.Enqueue(call.OriginId);
        var output = new ArrayBufferWriter<byte>();
        Serializer.WriteAnswer(output, call);
        Peer.ReceiveAnswer(call.OriginId, output.WrittenMemory);
    }

    public void Settled(Call call) => _sent.TryRemove(call.CarrierId, out _);

    public void Cancel(Call call) => Peer.Received[call.CarrierId].CancelTarget();

    public void Receive(ulong number, ReadOnlyMemory<byte> request)
    {
        var payload = number % 2 == 0 ? new ReadOnlySequence<byte>(request) : Segments.Of(request);
        var call = Serializer.ReadRequest(payload, this);
        call.OriginId = number;
        Received[number] = call;
        services.GetRequiredService<ReferenceRuntime>().Receive(call);
    }

    private void Send(Call call)
    {
        var output = new ArrayBufferWriter<byte>();
        Serializer.WriteRequest(output, call);
        LastRequest = Tamper(output.WrittenSpan.ToArray());
        call.CarrierId = Interlocked.Increment(ref _last);
        call.Carrier = this;
        if (!call.Method.IsOneWay)
            _sent[call.CarrierId] = call;
        Peer.Receive(call.CarrierId, LastRequest);
    }

    private void ReceiveAnswer(ulong number, ReadOnlyMemory<byte> answer)
    {
        LastAnswer = answer.ToArray();
        if (_sent.TryRemove(number, out var call))
            Serializer.ReadAnswer(number % 2 == 0 ? new ReadOnlySequence<byte>(answer) : Segments.Of(answer), call);
    }
}
