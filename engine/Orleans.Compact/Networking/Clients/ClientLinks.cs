using System.Buffers;
using System.Diagnostics;
using Compact.Calls;
using Compact.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>
/// An outside client's way to the cluster: one gateway at a time, and another one when that is lost or goes. Calls wait meanwhile, for a few
/// seconds; after that they fail until a gateway is found, which is tried for as long as the client lives.
/// </summary>
internal sealed partial class ClientLinks(
    GatewayList gateways,
    ClientIdentity identity,
    IOptions<ClusterOptions> cluster,
    GrainManifest manifest,
    ConnectionServices services,
    ConnectionStatus status,
    IServiceProvider provider,
    ILogger<ClientLinks> logger) : IConnectionOwner
{
    private readonly Lock _lock = new();
    private readonly List<Call> _waiting = [];
    private readonly CancellationTokenSource _stopped = new();
    private readonly Hello _hello = new(cluster.Value.ClusterId, cluster.Value.ServiceId, null, identity.Id, null);
    private volatile Connection? _connection;
    private Uri? _gateway;
    private Exception? _unreachable;
    private bool _isConnecting;

    /// <summary>Connects for the first time.</summary>
    /// <exception cref="SiloUnavailableException">No gateway is there.</exception>
    public async Task StartAsync(CancellationToken token)
    {
        var filter = provider.GetService<IClientConnectionRetryFilter>();
        await gateways.InitializeAsync();
        _isConnecting = true;
        while (await TryConnectAsync(token) is { } failure)
        {
            token.ThrowIfCancellationRequested();
            if (filter is null || !await filter.ShouldRetryConnectionAttempt(failure, token))
                throw failure;
        }

        _ = gateways.RefreshAsync(_stopped.Token);
    }

    /// <summary>Sends what is to be sent, and disconnects; calls that wait fail.</summary>
    public async Task StopAsync()
    {
        Call[] calls;
        lock (_lock)
        {
            if (_stopped.IsCancellationRequested)
                return;
            _stopped.Cancel();
            calls = TakeWaiting();
        }

        foreach (var call in calls)
            call.FailUndelivered(Stopped(call));
        if (_connection is not { } connection)
            return;
        await Draining.FlushAsync([connection], services.Time);
        connection.Close("the client has stopped");
    }

    public void Send(Call call)
    {
        do
        {
            while (_connection is { } connection)
            {
                if (connection.Send(call) != SendOutcome.Closed)
                    return;
                Leave(connection);
            }
        }
        while (!TryWait(call));
    }

    void IConnectionOwner.NotBegun(Call call)
    {
        if (call.TryForward())
            ThreadPool.UnsafeQueueUserWorkItem(static pair => pair.Links.Send(pair.Call), (Links: this, Call: call), preferLocal: false);
        else
            call.FailUndelivered(new SiloUnavailableException($"Every gateway that was tried gave the call back: {call}"));
    }

    Exception IConnectionOwner.Lost(Call call, string reason) => _stopped.IsCancellationRequested
        ? Stopped(call)
        : new SiloUnavailableException($"The connection to the gateway was lost ({reason}) while a call waited for its answer; it may have been served or not: {call}");

    void IConnectionOwner.GoesAway(Connection connection)
    {
        LogGoesAway(logger, connection.Peer);
        Leave(connection);
    }

    void IConnectionOwner.Closed(Connection connection, string reason)
    {
        if (!_stopped.IsCancellationRequested && !connection.IsGoing)
            LogLost(logger, connection.Peer, reason);
        Leave(connection);
    }

    private static SiloUnavailableException Stopped(Call call) => new($"The client has stopped: {call}");

    /// <summary>Uses the connection no more, and looks for another at once: a client must be connected for its observers to be called.</summary>
    private void Leave(Connection connection)
    {
        if (Interlocked.CompareExchange(ref _connection, null, connection) != connection)
            return;
        status.Change(0);
        lock (_lock)
            BeginConnecting();
    }

    /// <returns>False when a gateway was found just now.</returns>
    private bool TryWait(Call call)
    {
        Exception? refusal = null;
        lock (_lock)
        {
            if (_connection is not null)
                return false;
            if (_stopped.IsCancellationRequested)
                refusal = Stopped(call);
            else if (_unreachable is not null)
                refusal = new SiloUnavailableException($"{_unreachable.Message} The call was not sent: {call}", _unreachable);
            else if (_waiting.Count >= ConnectionLimits.UnconnectedCallsMax)
                refusal = new LimitExceededException("Calls that wait for a gateway", _waiting.Count, ConnectionLimits.UnconnectedCallsMax, call.ToString());
            else
                _waiting.Add(call);
            BeginConnecting();
        }

        if (refusal is not null)
            call.FailUndelivered(refusal);
        return true;
    }

    private void BeginConnecting()
    {
        if (_isConnecting || _connection is not null || _stopped.IsCancellationRequested)
            return;
        _isConnecting = true;
        _ = ReconnectAsync();
    }

    private async Task ReconnectAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var begun = services.Time.GetTimestamp();
        var backOff = ConnectionLimits.BackOffMin;
        while (await TryConnectAsync(_stopped.Token) is { } failure && !_stopped.IsCancellationRequested)
        {
            if (services.Time.GetElapsedTime(begun) >= ConnectionLimits.UnconnectedPatience)
                GiveUpWaiting(failure);
            await Task.Delay(backOff, services.Time, CancellationToken.None);
            backOff = backOff * 2 < ConnectionLimits.BackOffMax ? backOff * 2 : ConnectionLimits.BackOffMax;
        }
    }

    /// <summary>From now on calls fail at once, until there is a gateway again.</summary>
    private void GiveUpWaiting(Exception failure)
    {
        Call[] calls;
        lock (_lock)
        {
            if (_unreachable is null)
                LogFailed(logger, failure);
            _unreachable = failure;
            calls = TakeWaiting();
        }

        foreach (var call in calls)
            call.FailUndelivered(new SiloUnavailableException($"{failure.Message} The call was not sent: {call}", failure));
    }

    /// <summary>Tries one gateway after another.</summary>
    /// <returns>Null when connected.</returns>
    private async Task<Exception?> TryConnectAsync(CancellationToken token)
    {
        var failures = new List<string>();
        var causes = new List<Exception>();
        try
        {
            var list = await gateways.ReadAsync();
            foreach (var gateway in list.Where(uri => uri != _gateway).Concat(list.Where(uri => uri == _gateway)))
            {
                try
                {
                    var answered = await services.Dialer.DialAsync(GatewayUri.EndpointOf(gateway), _hello, token);
                    Connected(gateway, answered);
                    return null;
                }
                catch (Exception exception) when (!token.IsCancellationRequested)
                {
                    failures.Add($"{gateway}: {exception.Message}");
                    causes.Add(exception);
                }
            }
        }
        catch (Exception exception)
        {
            failures.Add(exception.Message);
            causes.Add(exception);
        }

        return new SiloUnavailableException(
            $"No gateway of cluster \"{cluster.Value.ClusterId}\" could be reached. Tried: {(failures.Count == 0 ? "none, the list is empty" : string.Join("; ", failures))}.",
            new AggregateException(causes));
    }

    private void Connected(Uri gateway, Dialer.Answered answered)
    {
        var connection = new Connection(answered.Transport, answered.Reader, services, this, $"gateway {gateway.Authority}", isClient: false);
        try
        {
            manifest.Learn(ClusterManifest.Read(new ReadOnlySequence<byte>(answered.Welcome)));
        }
        catch
        {
            connection.Close("its welcome can't be read");
            answered.Reader.Dispose();
            throw;
        }

        Call[] calls;
        lock (_lock)
        {
            Debug.Assert(_connection is null, "There is one connection at a time.");
            _gateway = gateway;
            _unreachable = null;
            _isConnecting = false;
            _connection = connection;
            calls = TakeWaiting();
        }

        status.Change(1);
        LogConnected(logger, gateway);
        connection.Start();
        if (_stopped.IsCancellationRequested)
            connection.Close("the client has stopped");
        foreach (var call in calls)
        {
            if (!call.IsAbandoned())
                Send(call);
        }
    }

    private Call[] TakeWaiting()
    {
        Call[] calls = [.. _waiting];
        _waiting.Clear();
        return calls;
    }

    [LoggerMessage(EngineEvents.GatewayConnected, LogLevel.Information, "Connected to {Gateway}.")]
    private static partial void LogConnected(ILogger logger, Uri gateway);

    [LoggerMessage(EngineEvents.GatewayLost, LogLevel.Warning, "The connection to {Gateway} is lost: {Reason}.")]
    private static partial void LogLost(ILogger logger, string gateway, string reason);

    [LoggerMessage(EngineEvents.GatewayFailed, LogLevel.Error, "No gateway can be reached; calls fail until one is.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(EngineEvents.GatewayGoesAway, LogLevel.Information, "{Gateway} is going; another one is looked for.")]
    private static partial void LogGoesAway(ILogger logger, string gateway);
}
