using Compact.Calls;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>
/// A connection over which both sides send calls and answer them. Frames of many callers leave together; received ones are handled on the
/// receiving thread, which nothing here may hold up.
/// </summary>
internal sealed partial class Connection : ICallCarrier, ICallOrigin
{
    private readonly Lock _lock = new();
    private readonly Transport _transport;
    private readonly ConnectionServices _services;
    private readonly IConnectionOwner _owner;

    /// <param name="peer">Names the other side in logs and exceptions.</param>
    /// <param name="received">Bytes that came right after the handshake.</param>
    public Connection(Transport transport, FrameReader received, ConnectionServices services, IConnectionOwner owner, string peer, bool isClient)
    {
        _transport = transport;
        _reader = received;
        _services = services;
        _owner = owner;
        Peer = peer;
        IsClient = isClient;
        _lastHeard = services.Time.GetTimestamp();
    }

    public string Peer { get; }

    /// <inheritdoc/>
    public bool IsClient { get; }

    /// <value>The other side has said that it goes: no new calls are sent to it.</value>
    public bool IsGoing { get; private set; }

    public bool IsClosed { get; private set; }

    private ILogger Logger => _services.Logger;

    /// <summary>Begins to send and to receive.</summary>
    public void Start()
    {
        _services.Pulse.Add(this);
        _ = ReceiveAsync();
        _ = FlushAsync(inline: false);
        if (IsClosed)
            _services.Pulse.Remove(this);
    }

    /// <summary>Tells the other side to send no new calls.</summary>
    public void GoAway() => Send(FrameKind.GoAway, 0);

    /// <summary>Ends the connection; calls that wait for it fail or are sent again.</summary>
    public void Close(string reason)
    {
        List<Call> notBegun = [], lost = [];
        lock (_lock)
        {
            if (IsClosed)
                return;
            IsClosed = true;
            var unsent = _outgoing.Requests.ToHashSet();
            foreach (var (id, call) in _calls)
                (unsent.Contains(id) ? notBegun : lost).Add(call);
            notBegun.AddRange(_outgoing.OneWays);
            _calls.Clear();
            _served.Clear();
            _idle?.TrySetResult();
            EndRoundTrips();
        }

        _services.Pulse.Remove(this);
        _transport.Dispose();
        foreach (var call in lost)
        {
            call.Carrier = null;
            call.TryFail(_owner.Lost(call, reason));
        }

        foreach (var call in notBegun)
            GiveBack(call);
        _owner.Closed(this, reason);
    }

    /// <summary>Asks for a sign of life, or gives the connection up.</summary>
    public void Pulse()
    {
        var silence = _services.Time.GetElapsedTime(Volatile.Read(ref _lastHeard));
        if (silence >= ConnectionLimits.SilenceMax)
            Break($"nothing was heard for {silence.TotalSeconds:f0} s");
        else if (silence >= ConnectionLimits.PingAfter)
            Send(FrameKind.Ping, 0);
    }

    private void Break(string reason)
    {
        if (!IsClosed)
            LogBroken(Logger, Peer, reason);
        Close(reason);
    }

    private void GiveBack(Call call)
    {
        call.Carrier = null;
        if (!call.IsAbandoned())
            _owner.NotBegun(call);
    }

    [LoggerMessage(EngineEvents.ConnectionBroken, LogLevel.Warning, "The connection with {Peer} is broken: {Reason}.")]
    private static partial void LogBroken(ILogger logger, string peer, string reason);
}
