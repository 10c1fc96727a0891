using Compact.Calls;
using Compact.Routing;
using Compact.Serialization;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>Receiving: the other side's calls, and the answers to ours.</summary>
internal sealed partial class Connection
{
    private readonly FrameReader _reader;

    // Requests of the other side that can be cancelled.
    private readonly Dictionary<ulong, Call> _served = [];
    private int _unanswered;
    private long _lastHeard;

    private async Task ReceiveAsync()
    {
        try
        {
            do
            {
                Volatile.Write(ref _lastHeard, _services.Time.GetTimestamp());
                while (_reader.TryRead(out var frame))
                    Handle(frame);
            }
            while (await ReceiveMoreAsync());
            Close("the other side closed it");
        }
        catch (Exception exception) when (Transport.ReasonOf(exception) is { } reason)
        {
            Close(reason);
        }
        catch (Exception exception)
        {
            Break(exception is MalformedFrameException ? $"it sent {exception.Message}" : exception.ToString());
        }

        _reader.Dispose();
    }

    private async ValueTask<bool> ReceiveMoreAsync()
    {
        var count = await _transport.ReceiveAsync(_reader.GetSpace());
        _reader.Advance(count);
        return count > 0;
    }

    private void Handle(in Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Request:
                Serve(frame);
                break;
            case FrameKind.OneWay:
                ServeOneWay(frame);
                break;
            case FrameKind.Answer:
                Complete(frame);
                break;
            case FrameKind.NotBegun:
                if (TakeCall(frame.Id) is { } returned)
                    GiveBack(returned);
                break;
            case FrameKind.Cancel:
                Cancel(frame.Id);
                break;
            case FrameKind.GoAway:
                lock (_lock)
                    IsGoing = true;
                _owner.GoesAway(this);
                break;
            case FrameKind.Ping:
                Send(FrameKind.Pong, frame.Id);
                break;
            case FrameKind.Pong:
                EndRoundTrip(frame.Id);
                break;
            default:
                throw new MalformedFrameException($"a frame of kind {(byte)frame.Kind}, which does not belong here");
        }
    }

    private void Serve(in Frame frame)
    {
        var unanswered = Interlocked.Increment(ref _unanswered);
        Call call;
        try
        {
            if (unanswered > ConnectionLimits.UnansweredMax)
                throw new LimitExceededException("Unanswered requests of one connection", unanswered, ConnectionLimits.UnansweredMax, Peer);
            call = Read(frame);
            if (call.Method.IsOneWay)
                throw new MalformedPayloadException($"{call.Method} has no answer, and one is asked for.");
            call.OriginId = frame.Id;
        }
        catch (Exception exception)
        {
            LogMalformed(Logger, exception, Peer);
            using var writer = FrameWriter.Rent(_services.PayloadBytesMax);
            writer.Begin(FrameKind.Answer, frame.Id);
            _services.Serializer.WriteFailure(writer, exception);
            Answer(frame.Id, writer.Written);
            return;
        }

        if (call.Method.IsCancellable)
        {
            lock (_lock)
                _served[frame.Id] = call;
        }

        _services.Runtime.Receive(call);
    }

    private void ServeOneWay(in Frame frame)
    {
        try
        {
            _services.Runtime.Receive(Read(frame));
        }
        catch (Exception exception) when (exception is MalformedPayloadException or OrleansMessageRejectionException)
        {
            LogMalformed(Logger, exception, Peer);
        }
    }

    private Call Read(in Frame frame)
    {
        var call = _services.Serializer.ReadRequest(frame.Payload, this);
        return IsClient && SystemTargets.Is(call.TargetId.Type)
            ? throw new OrleansMessageRejectionException($"{call.TargetId} is there for silos alone.")
            : call;
    }

    private void Complete(in Frame frame)
    {
        if (TakeCall(frame.Id) is not { } call)
            return; // Its caller waits no more.
        call.Carrier = null;
        try
        {
            _services.Serializer.ReadAnswer(frame.Payload, call);
        }
        catch (MalformedPayloadException exception)
        {
            LogMalformed(Logger, exception, Peer);
        }
    }

    private void Cancel(ulong id)
    {
        Call? call;
        lock (_lock)
            _served.TryGetValue(id, out call);
        call?.CancelTarget();
    }

    private Call? TakeCall(ulong id)
    {
        lock (_lock)
            return _calls.Remove(id, out var call) ? call : null;
    }

    [LoggerMessage(EngineEvents.PayloadMalformed, LogLevel.Warning, "A call or answer of {Peer} can't be read.")]
    private static partial void LogMalformed(ILogger logger, Exception exception, string peer);
}
