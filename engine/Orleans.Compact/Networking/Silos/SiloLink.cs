using System.Net.Sockets;
using Compact.Calls;
using Compact.Membership;
using Compact.Routing;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>
/// The way to one life of another silo. Calls wait while a connection is made, and are brought back to the router when the silo turns out
/// to be dead; when nobody says so in time, they fail. The runtime's own calls, probes above all, never wait for the time of the next attempt.
/// </summary>
internal sealed partial class SiloLink(SiloAddress silo, SiloAddress local, Hello hello, ConnectionServices services, CallRouter router, Action<SiloAddress> broke) : IConnectionOwner
{
    private readonly Lock _lock = new();
    private readonly List<Call> _waiting = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly Signal _triedSoon = new(services.Time);
    private volatile Connection? _connection;
    private volatile bool _isGoing;
    private bool _isConnecting;
    private bool _isDead;
    private bool _isStopped;

    public Connection? Connection => _connection;

    public void Send(Call call)
    {
        while (true)
        {
            // A silo that goes away has no grains any more. It is still there for the runtime, which wants to know how it does.
            if (_isGoing && !SystemTargets.Is(call.TargetId.Type))
            {
                Reroute(call);
                return;
            }

            if (_connection is { } connection)
            {
                if (connection.Send(call) != SendOutcome.Closed)
                    return;
                _isGoing |= connection.IsGoing;
                Interlocked.CompareExchange(ref _connection, null, connection);
            }
            else if (TryWait(call))
            {
                return;
            }
        }
    }

    /// <summary>The silo is dead: what has left fails, what has not is routed anew.</summary>
    public void Drop() => End(isDead: true, $"{silo} is dead");

    /// <summary>This silo stops.</summary>
    public void Stop() => End(isDead: false, "the silo has stopped");

    void IConnectionOwner.NotBegun(Call call) => Reroute(call);

    Exception IConnectionOwner.Lost(Call call, string reason) =>
        new SiloUnavailableException($"The connection to {silo} was lost ({reason}) while a call waited for its answer; it may have been served or not: {call}");

    void IConnectionOwner.GoesAway(Connection connection)
    {
        _isGoing = true;
        Interlocked.CompareExchange(ref _connection, null, connection);
    }

    void IConnectionOwner.Closed(Connection connection, string reason)
    {
        Interlocked.CompareExchange(ref _connection, null, connection);
        broke(silo);
    }

    /// <returns>False when a connection was made just now.</returns>
    private bool TryWait(Call call)
    {
        bool isDead, isStopped;
        var isFull = false;
        lock (_lock)
        {
            if (_connection is not null)
                return false;
            (isDead, isStopped) = (_isDead, _isStopped);
            if (!isDead && !isStopped)
            {
                isFull = _waiting.Count >= ConnectionLimits.UnconnectedCallsMax;
                if (!isFull)
                    _waiting.Add(call);
                if (_isConnecting && SystemTargets.Is(call.TargetId.Type))
                    _triedSoon.Set();
                if (!_isConnecting)
                {
                    _isConnecting = true;
                    _ = ConnectAsync();
                }
            }
        }

        if (isDead)
            Reroute(call);
        else if (isStopped)
            call.FailUndelivered(new SiloUnavailableException($"The silo has stopped: {call}"));
        else if (isFull)
            call.FailUndelivered(new LimitExceededException($"Calls that wait for a connection to {silo}", ConnectionLimits.UnconnectedCallsMax, ConnectionLimits.UnconnectedCallsMax, call.ToString()));
        return true;
    }

    private async Task ConnectAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var begun = services.Time.GetTimestamp();
        var backOff = ConnectionLimits.BackOffMin;
        while (true)
        {
            Exception failure;
            try
            {
                var answered = await services.Dialer.DialAsync(silo.Endpoint, hello, _ended.Token);
                Connected(new Connection(answered.Transport, answered.Reader, services, this, $"silo {silo}", isClient: false));
                return;
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            LogConnectFailed(services.Logger, silo, failure.Message);
            if (Fail(failure, patience: services.Time.GetElapsedTime(begun) < ConnectionLimits.UnconnectedPatience && failure is not RefusedException and not OperationCanceledException))
                return;
            await _triedSoon.Wait(backOff, CancellationToken.None);
            backOff = backOff * 2 < ConnectionLimits.BackOffMax ? backOff * 2 : ConnectionLimits.BackOffMax;
        }
    }

    private void Connected(Connection connection)
    {
        Call[] calls;
        bool isEnded;
        lock (_lock)
        {
            isEnded = _isDead || _isStopped;
            _isConnecting = false;
            _connection = isEnded ? null : connection;
            calls = [.. _waiting];
            _waiting.Clear();
        }

        connection.Start();
        if (isEnded)
            connection.Close($"{local} has no use for it any more");
        foreach (var call in calls)
        {
            if (!call.IsAbandoned())
                Send(call);
        }
    }

    /// <summary>Fails those who wait: the runtime's own calls at once, all others when there is no more patience.</summary>
    /// <returns>Whether nobody waits any more.</returns>
    private bool Fail(Exception failure, bool patience)
    {
        Call[] failed;
        bool isDone;
        lock (_lock)
        {
            failed = [.. _waiting.Where(call => !patience || call.IsAbandoned() || SystemTargets.Is(call.TargetId.Type))];
            foreach (var call in failed)
                _waiting.Remove(call);
            isDone = _waiting.Count == 0;
            if (isDone)
                _isConnecting = false;
        }

        foreach (var call in failed)
            call.FailUndelivered(new SiloUnavailableException($"{silo} could not be reached ({failure.Message}); the call was not sent: {call}", failure));
        return isDone;
    }

    private void End(bool isDead, string reason)
    {
        Call[] calls;
        lock (_lock)
        {
            if (isDead)
                _isDead = true;
            else
                _isStopped = true;
            calls = [.. _waiting];
            _waiting.Clear();
        }

        _ended.Cancel();
        _connection?.Close(reason);
        foreach (var call in calls)
        {
            if (isDead)
                Reroute(call);
            else
                call.FailUndelivered(new SiloUnavailableException($"The silo has stopped: {call}"));
        }
    }

    /// <summary>On the thread pool, because the router may be the caller, or a connection that is being closed.</summary>
    private void Reroute(Call call)
    {
        if (!call.IsAbandoned())
            ThreadPool.UnsafeQueueUserWorkItem(static pair => pair.Router.Reroute(pair.Call, pair.Silo), (Router: router, Call: call, Silo: silo), preferLocal: false);
    }

    [LoggerMessage(EngineEvents.ConnectFailed, LogLevel.Warning, "{Silo} could not be reached: {Reason}")]
    private static partial void LogConnectFailed(ILogger logger, SiloAddress silo, string reason);
}
