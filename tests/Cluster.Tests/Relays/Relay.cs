using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MiningGrid.Cluster.Tests.Relays;

/// <summary>Listens on a port of 127.0.0.1 and passes each connection on to the same port of another address of loopback.</summary>
internal sealed class Relay : IAsyncDisposable
{
    /// <summary>Where those who are reached through relays listen themselves.</summary>
    public const string BehindAddress = "127.0.0.2";

    private readonly RelayedNetwork _network;
    private readonly Func<int> _silo;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<RelayedConnection, Task> _connections = new();
    private readonly Task _accepting;

    /// <param name="network">Knows what may pass.</param>
    /// <param name="silo">The process behind it.</param>
    public Relay(RelayedNetwork network, Func<int> silo)
    {
        _network = network;
        _silo = silo;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public IEnumerable<RelayedConnection> Connections => _connections.Keys;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        foreach (var connection in Connections)
            connection.Dispose();
        await Task.WhenAll(_connections.Values);
    }

    private async Task Accept()
    {
        var behind = new IPEndPoint(IPAddress.Parse(BehindAddress), Port);
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            var connection = new RelayedConnection(_network, socket, SocketOwner.Find(socket), _silo);
            _connections[connection] = Run(connection, behind);
        }
    }

    private async Task Run(RelayedConnection connection, IPEndPoint behind)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await connection.Run(behind);
        _connections.TryRemove(connection, out _);
    }
}
