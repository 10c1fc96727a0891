using System.Collections.Concurrent;

namespace Compact.Networking;

/// <summary>Looks at all connections from time to time, for those whose other side has fallen silent.</summary>
internal sealed class Pulse : IDisposable
{
    private readonly ConcurrentDictionary<Connection, bool> _connections = new();
    private readonly ITimer _timer;

    public Pulse(TimeProvider time) =>
        _timer = time.CreateTimer(static state => ((Pulse)state!).Beat(), this, ConnectionLimits.PingAfter, ConnectionLimits.PingAfter);

    public void Add(Connection connection) => _connections[connection] = true;

    public void Remove(Connection connection) => _connections.TryRemove(connection, out _);

    public void Dispose() => _timer.Dispose();

    private void Beat()
    {
        foreach (var (connection, _) in _connections)
            connection.Pulse();
    }
}
