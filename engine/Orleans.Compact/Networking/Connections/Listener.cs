using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>Takes connections on one port, and lets those in that say a proper hello in time.</summary>
internal sealed partial class Listener(Socket socket, IPeerHost host, ConnectionServices services) : IAsyncDisposable
{
    private static readonly TimeSpan AcceptBackOff = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentDictionary<Connection, bool> _connections = new();
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
                    LogTooMany(services.Logger, ConnectionLimits.StrangersMax, accepted.RemoteEndPoint);
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
        Connection? connection = null;
        try
        {
            var hello = await ReadHelloAsync(peer, reader);
            if (host.Refuse(hello) is { } reason)
            {
                await HandshakeFrames.SendAsync(peer, FrameKind.Refusal, HandshakeFrames.Bytes(reason), _stopped.Token);
                throw new MalformedFrameException($"a hello as {hello.Peer} that was refused: {reason}");
            }

            reader.PayloadBytesMax = services.PayloadBytesMax;
            var owner = host.OwnerOf(hello);
            connection = new Connection(peer, reader, services, owner, $"{hello.Peer} at {remote}", isClient: hello.Silo is null);
            connection.SendFirst(HandshakeFrames.Build(FrameKind.Welcome, host.Welcome()));
            _connections[connection] = true;
            await host.JoinAsync(owner, connection);
            connection.Start();
            if (_stopped.IsCancellationRequested)
                connection.Close("the silo has stopped");
        }
        catch (Exception exception)
        {
            LogRefused(services.Logger, remote, exception is OperationCanceledException ? "nothing, or too slowly" : exception.Message);
            connection?.Close("it could not be let in");
            peer.Dispose();
            reader.Dispose();
        }
        finally
        {
            Interlocked.Decrement(ref _strangers);
        }
    }

    private async Task<Hello> ReadHelloAsync(Socket peer, FrameReader reader)
    {
        using var timeout = new CancellationTokenSource(ConnectionLimits.HandshakeTimeout, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token, timeout.Token);
        var (kind, payload) = await HandshakeFrames.ReceiveAsync(peer, reader, either.Token);
        return kind == FrameKind.Hello ? Hello.Read(payload) : throw new MalformedFrameException($"a frame of kind {(byte)kind} instead of a hello");
    }

    [LoggerMessage(EngineEvents.ListenerStarted, LogLevel.Debug, "Listening on {Endpoint}.")]
    private static partial void LogStarted(ILogger logger, System.Net.EndPoint endpoint);

    [LoggerMessage(EngineEvents.AcceptFailed, LogLevel.Warning, "No connection can be taken on {Endpoint} now.")]
    private static partial void LogAcceptFailed(ILogger logger, Exception exception, System.Net.EndPoint? endpoint);

    [LoggerMessage(EngineEvents.PeerRefused, LogLevel.Warning, "A connection from {Endpoint} was not let in; it sent {Reason}.")]
    private static partial void LogRefused(ILogger logger, System.Net.EndPoint? endpoint, string reason);

    [LoggerMessage(EngineEvents.TooManyStrangers, LogLevel.Warning, "{Count} connections have not said who they are; one more, from {Endpoint}, is closed.")]
    private static partial void LogTooMany(ILogger logger, int count, System.Net.EndPoint? endpoint);
}
