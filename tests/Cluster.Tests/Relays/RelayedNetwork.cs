using MiningGrid.Cluster.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Relays;

/// <summary>
/// The network between silo processes of this machine. Each silo is reached through a relay in the test's process, which
/// finds out who connects; so the way between any two of them can be cut while both reach everybody else, and Redis.
/// </summary>
internal sealed class RelayedNetwork : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<SiloRelay> _silos = [];
    private readonly HashSet<(int Lower, int Higher)> _cuts = [];
    private TaskCompletionSource _healed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CutKind _kind;

    /// <value>How often something could not pass.</value>
    public int Hindered { get; private set; }

    /// <summary>Relays for one more silo. They are there before the silo, whose settings name them.</summary>
    public SiloRelay Add()
    {
        var relay = new SiloRelay(this);
        lock (_lock)
            _silos.Add(relay);
        return relay;
    }

    /// <summary>Which of the silos is the gateway of a client.</summary>
    /// <param name="silos">Those that live.</param>
    /// <param name="client">The client's process.</param>
    /// <returns>Null while it is connected to none.</returns>
    public SiloProcess? GatewayOf(IEnumerable<SiloProcess> silos, int client)
    {
        lock (_lock)
        {
            var gateways = _silos.Where(relay => relay.Clients.Any(connection => connection.Caller == client)).Select(relay => relay.Process).ToList();
            return silos.FirstOrDefault(silo => gateways.Contains(silo.Run.Id));
        }
    }

    /// <summary>Cuts the ways between a silo and others, in both directions, until <see cref="Heal"/>.</summary>
    public void Cut(CutKind kind, SiloProcess silo, params SiloProcess[] others)
    {
        RelayedConnection[] reset;
        lock (_lock)
        {
            _kind = kind;
            foreach (var other in others)
                _cuts.Add(Pair(silo.Run.Id, other.Run.Id));
            reset = kind == CutKind.Reset ? [.. _silos.SelectMany(one => one.Connections).Where(connection => IsCut(connection.Caller, connection.Silo))] : [];
        }

        foreach (var connection in reset)
            connection.Dispose();
    }

    public void Heal()
    {
        lock (_lock)
        {
            _cuts.Clear();
            _healed.SetResult();
            _healed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Completes when what one process sends to another may pass.</summary>
    /// <returns>False when the connection is to be reset instead.</returns>
    public async Task<bool> MayPass(int caller, int silo)
    {
        while (true)
        {
            Task healed;
            lock (_lock)
            {
                if (!IsCut(caller, silo))
                    return true;
                Hindered++;
                if (_kind == CutKind.Reset)
                    return false;
                healed = _healed.Task;
            }

            await healed;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Heal();
        foreach (var silo in _silos)
            await silo.DisposeAsync();
    }

    private static (int Lower, int Higher) Pair(int one, int other) => (Math.Min(one, other), Math.Max(one, other));

    private bool IsCut(int caller, int silo) => _cuts.Contains(Pair(caller, silo));
}
