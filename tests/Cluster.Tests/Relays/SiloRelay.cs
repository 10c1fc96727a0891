using System.Globalization;
using MiningGrid.Cluster.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Relays;

/// <summary>The relays in front of one silo: to its port for silos and to that for clients.</summary>
internal sealed class SiloRelay : IAsyncDisposable
{
    private readonly Relay _silos;
    private readonly Relay _clients;
    private int _process;

    public SiloRelay(RelayedNetwork network)
    {
        _silos = new Relay(network, () => Process);
        _clients = new Relay(network, () => Process);
    }

    /// <value>What the silo is to be told: where others find it, and where it listens itself.</value>
    public (string Name, string Value)[] Settings =>
    [
        ("Clustering:SiloPort", _silos.Port.ToString(CultureInfo.InvariantCulture)),
        ("Clustering:GatewayPort", _clients.Port.ToString(CultureInfo.InvariantCulture)),
        ("Clustering:ListeningAddress", Relay.BehindAddress),
    ];

    /// <value>The process behind it.</value>
    public int Process => Volatile.Read(ref _process);

    public IEnumerable<RelayedConnection> Clients => _clients.Connections;

    public IEnumerable<RelayedConnection> Connections => _silos.Connections.Concat(_clients.Connections);

    /// <summary>Says which process it is in front of.</summary>
    public void LeadsTo(SiloProcess silo) => Volatile.Write(ref _process, silo.Run.Id);

    public async ValueTask DisposeAsync()
    {
        await _silos.DisposeAsync();
        await _clients.DisposeAsync();
    }
}
