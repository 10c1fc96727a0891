using Compact.Calls;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>Sending: calls, answers, and the bytes of both.</summary>
internal sealed partial class Connection : IThreadPoolWorkItem
{
    private readonly OutgoingBytes _outgoing = new();

    // Calls sent over this connection that wait for their answers.
    private readonly Dictionary<ulong, Call> _calls = [];

    // Held until the connection is started, so that whoever makes it can put the first frame before all others.
    private bool _isFlushing = true;
    private ulong _lastId;
    private TaskCompletionSource? _idle;

    /// <summary>Sends a call. One that can't be written fails.</summary>
    public SendOutcome Send(Call call)
    {
        using var writer = FrameWriter.Rent(_services.PayloadBytesMax);
        var id = Interlocked.Increment(ref _lastId);
        try
        {
            writer.Begin(call.Method.IsOneWay ? FrameKind.OneWay : FrameKind.Request, id);
            _services.Serializer.WriteRequest(writer, call);
        }
        catch (Exception exception)
        {
            call.FailUndelivered(exception);
            return SendOutcome.Taken;
        }

        var outcome = Add(call, id, writer.Written);
        if (outcome == SendOutcome.Full)
            call.FailUndelivered(new LimitExceededException($"Unsent bytes to {Peer}", ConnectionLimits.UnsentBytesMax, ConnectionLimits.UnsentBytesMax, call.ToString()));
        else if (outcome == SendOutcome.Taken && call.IsCompleted)
            Forget(id, call); // It was given up while it was sent.
        return outcome;
    }

    void ICallCarrier.Cancel(Call call) => Send(FrameKind.Cancel, call.CarrierId);

    void ICallCarrier.Settled(Call call) => Forget(call.CarrierId, call);

    void ICallOrigin.Answered(Call call)
    {
        using var writer = FrameWriter.Rent(_services.PayloadBytesMax);
        try
        {
            writer.Begin(FrameKind.Answer, call.OriginId);
            _services.Serializer.WriteAnswer(writer, call);
        }
        catch (Exception exception)
        {
            writer.Begin(FrameKind.Answer, call.OriginId);
            _services.Serializer.WriteFailure(writer, exception);
        }

        Answer(call.OriginId, writer.Written);
    }

    bool ICallOrigin.TryReturn(Call call)
    {
        if (call.Method.IsOneWay)
            return false;
        using var writer = FrameWriter.Rent(0);
        writer.Begin(FrameKind.NotBegun, call.OriginId);
        Answer(call.OriginId, writer.Written);
        return true;
    }

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync(inline: false);

    /// <summary>Completes when everything has been sent.</summary>
    public async Task FlushAsync(CancellationToken token)
    {
        Task idle;
        lock (_lock)
        {
            if (IsClosed || !_isFlushing)
                return;
            idle = (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        await idle.WaitAsync(token);
    }

    /// <summary>Puts a frame before all others; before the connection is started.</summary>
    public void SendFirst(ReadOnlySpan<byte> frame)
    {
        lock (_lock)
            _outgoing.Add(frame);
    }

    private SendOutcome Add(Call call, ulong id, ReadOnlySpan<byte> frame)
    {
        bool begin;
        bool alone;
        lock (_lock)
        {
            if (IsClosed || IsGoing)
                return SendOutcome.Closed;
            if (_outgoing.Waiting >= ConnectionLimits.UnsentBytesMax)
                return SendOutcome.Full;
            if (call.Method.IsOneWay)
            {
                _outgoing.AddOneWay(call, frame);
            }
            else
            {
                call.CarrierId = id;
                call.Carrier = this;
                _calls.Add(id, call);
                _outgoing.AddRequest(id, frame);
            }

            alone = _calls.Count <= 1;
            begin = BeginFlush();
        }

        if (begin)
            Flush(alone);
        return SendOutcome.Taken;
    }

    private void Forget(ulong id, Call call)
    {
        lock (_lock)
        {
            if (_calls.TryGetValue(id, out var known) && ReferenceEquals(known, call))
                _calls.Remove(id);
        }
    }

    /// <summary>Sends a frame without payload.</summary>
    private void Send(FrameKind kind, ulong id)
    {
        using var writer = FrameWriter.Rent(0);
        writer.Begin(kind, id);
        Add(writer.Written, answered: 0, isAnswer: false);
    }

    private void Answer(ulong id, ReadOnlySpan<byte> frame) => Add(frame, id, isAnswer: true);

    private void Add(ReadOnlySpan<byte> frame, ulong answered, bool isAnswer)
    {
        bool begin;
        bool alone;
        var overflows = false;
        lock (_lock)
        {
            if (isAnswer)
            {
                Interlocked.Decrement(ref _unanswered);
                _served.Remove(answered);
            }

            if (IsClosed)
                return;
            overflows = _outgoing.Waiting >= ConnectionLimits.UnsentBytesMax;
            if (!overflows)
                _outgoing.Add(frame);
            alone = _unanswered == 0;
            begin = !overflows && BeginFlush();
        }

        if (overflows)
            Break($"it does not read what it is sent; {ConnectionLimits.UnsentBytesMax} bytes wait");
        else if (begin)
            Flush(alone);
    }

    private bool BeginFlush()
    {
        if (_isFlushing)
            return false;
        _isFlushing = true;
        return true;
    }

    /// <summary>
    /// Who is alone sends at once. Who is one of many leaves that to the thread pool, where it comes after what waits there already:
    /// that may have more to send, and all of it leaves together.
    /// </summary>
    private void Flush(bool alone)
    {
        if (alone)
            _ = FlushAsync(inline: true);
        else
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private async Task FlushAsync(bool inline)
    {
        try
        {
            while (true)
            {
                ReadOnlyMemory<byte> bytes;
                lock (_lock)
                {
                    if (_outgoing.Waiting == 0 || IsClosed)
                    {
                        _isFlushing = false;
                        _idle?.TrySetResult();
                        _idle = null;
                        return;
                    }

                    bytes = _outgoing.Take();
                }

                while (bytes.Length > 0)
                    bytes = bytes[await _transport.SendAsync(bytes)..];
                if (!inline)
                    continue;

                // The thread is a caller's, who shall not send for others without end.
                inline = false;
                bool goOn;
                lock (_lock)
                    goOn = _outgoing.Waiting > 0;
                if (goOn)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }
            }
        }
        catch (Exception exception) when (Transport.ReasonOf(exception) is { } reason)
        {
            Close(reason);
        }
        catch (Exception exception)
        {
            Break(exception.ToString());
        }
    }
}
