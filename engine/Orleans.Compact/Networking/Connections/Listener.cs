using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>Takes connections on one port, and lets those in that say a proper hello in time.</summary>
internal sealed partial class Listener(Socket socket, Middleware middleware, IPeerHost host, ConnectionServices services) : IAsyncDisposable
{
    private static readonly TimeSpan AcceptBackOff = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentDictionary<Connection, bool> _connections = new();
    private readonly LogBudget _budget = new(services.Time);
    private Task _accepting = Task.CompletedTask;
    private int _strangers;

    public ICollection<Connection> Connections => _connections.Keys;

    public void Start()
    {
        socket.Listen();
        LogStarted(services.Logger, socket.LocalEndPoint!);
        _accepting = AcceptAsync();
    }

    /// <summary>Takes no more connections; those that there are stay.</summary>
    public async Task StopAsync()
    {
        await _stopped.CancelAsync();
        socket.Dispose();
        await _accepting;
    }

    /// <summary>Closes all at once.</summary>
    public void Abort()
    {
        _stopped.Cancel();
        socket.Dispose();
        foreach (var connection in Connections)
            connection.Close("the silo was aborted");
    }

    /// <summary>Sends what is to be sent yet, and closes all.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Draining.FlushAsync(Connections, services.Time);
        foreach (var connection in Connections)
            connection.Close("the silo has stopped");
    }

    /// <summary>The connection is closed.</summary>
    public void Remove(Connection connection) => _connections.TryRemove(connection, out _);

    private async Task AcceptAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                var accepted = await socket.AcceptAsync(_stopped.Token);
                if (Interlocked.Increment(ref _strangers) > ConnectionLimits.StrangersMax)
                {
                    Interlocked.Decrement(ref _strangers);
                    Refused(accepted.RemoteEndPoint, $"{ConnectionLimits.StrangersMax} others have not said yet who they are");
                    accepted.Dispose();
                    continue;
                }

                _ = WelcomeAsync(Sockets.Tune(accepted));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception)
            {
                // Out of file handles, for one: what is connected goes on, and the port is tried again.
                LogAcceptFailed(services.Logger, exception, socket.LocalEndPoint);
                await Task.Delay(AcceptBackOff, services.Time, CancellationToken.None);
            }
        }
    }

    private async Task WelcomeAsync(Socket peer)
    {
        var reader = new FrameReader(ConnectionLimits.HelloBytesMax);
        var remote = peer.RemoteEndPoint;
        Transport? transport = null;
        Connection? connection = null;
        try
        {
            using var timeout = new CancellationTokenSource(ConnectionLimits.HandshakeTimeout, services.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token, timeout.Token);
            transport = await middleware.OpenAsync(peer, either.Token);
            var hello = await ReadHelloAsync(transport, reader, either.Token);
            if (host.Refuse(hello) is { } reason)
            {
                await HandshakeFrames.SendAsync(transport, FrameKind.Refusal, HandshakeFrames.Bytes(reason), either.Token);
                throw new MalformedFrameException($"a hello as {hello.Peer} that was refused: {reason}");
            }

            reader.PayloadBytesMax = services.PayloadBytesMax;
            var owner = host.OwnerOf(hello);
            connection = new Connection(transport, reader, services, owner, $"{hello.Peer} at {remote}", isClient: hello.Silo is null);
            connection.SendFirst(HandshakeFrames.Build(FrameKind.Welcome, host.Welcome()));
            _connections[connection] = true;
            await host.JoinAsync(owner, connection);
            connection.Start();
            if (_stopped.IsCancellationRequested)
                connection.Close("the silo has stopped");
        }
        catch (Exception exception)
        {
            Refused(remote, exception switch
            {
                OperationCanceledException => "it said nothing, or too slowly",
                MalformedFrameException => $"it sent {exception.Message}",
                _ => exception.Message,
            });
            connection?.Close("it could not be let in");
            transport?.Dispose();
            peer.Dispose();
            reader.Dispose();
        }
        finally
        {
            Interlocked.Decrement(ref _strangers);
        }
    }

    private static async Task<Hello> ReadHelloAsync(Transport transport, FrameReader reader, CancellationToken token)
    {
        var (kind, payload) = await HandshakeFrames.ReceiveAsync(transport, reader, token);
        return kind == FrameKind.Hello ? Hello.Read(payload) : throw new MalformedFrameException($"a frame of kind {(byte)kind} instead of a hello");
    }

    private void Refused(EndPoint? remote, string reason)
    {
        var isLogged = _budget.TryTake(out var withheld);
        if (withheld > 0)
            LogWithheld(services.Logger, withheld, LogBudget.LinesPerMinute);
        if (isLogged)
            LogRefused(services.Logger, remote, reason);
    }

    [LoggerMessage(EngineEvents.ListenerStarted, LogLevel.Debug, "Listening on {Endpoint}.")]
    private static partial void LogStarted(ILogger logger, EndPoint endpoint);

    [LoggerMessage(EngineEvents.AcceptFailed, LogLevel.Warning, "No connection can be taken on {Endpoint} now.")]
    private static partial void LogAcceptFailed(ILogger logger, Exception exception, EndPoint? endpoint);

    [LoggerMessage(EngineEvents.PeerRefused, LogLevel.Warning, "A connection from {Endpoint} was not let in: {Reason}.")]
    private static partial void LogRefused(ILogger logger, EndPoint? endpoint, string reason);

    [LoggerMessage(EngineEvents.PeersWithheld, LogLevel.Warning, "{Count} more connections were not let in; {Lines} a minute are logged.")]
    private static partial void LogWithheld(ILogger logger, int count, int lines);
}
