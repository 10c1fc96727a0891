using Compact.Membership;
using Compact.Networking;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership.Simulated;

/// <summary>What lies between the silos: round trips, cuts, machines that are gone.</summary>
internal sealed class SimulatedNetwork(Simulation simulation)
{
    private readonly Dictionary<SiloAddress, SimulatedSilo> _silos = [];
    private readonly HashSet<(SiloAddress From, SiloAddress To)> _cut = [];
    private readonly HashSet<(SiloAddress From, SiloAddress To)> _turningAway = [];

    public TimeSpan OneWay { get; set; } = TimeSpan.FromMilliseconds(0.1);

    /// <value>Whether connections tell the membership that they broke.</value>
    public bool TellsOfBrokenConnections { get; set; } = true;

    /// <value>How long a process that was killed still takes connections, and closes them at once.</value>
    public TimeSpan Dying { get; set; }

    public int Probes { get; private set; }

    public void Add(SimulatedSilo silo) => _silos[silo.Address] = silo;

    /// <summary>From now on the two hear nothing of each other.</summary>
    public void Cut(SimulatedSilo one, SimulatedSilo other)
    {
        _cut.Add((one.Address, other.Address));
        _cut.Add((other.Address, one.Address));
    }

    /// <summary>From now on the two take each other's connections, and close them at once.</summary>
    public void TurnAway(SimulatedSilo one, SimulatedSilo other)
    {
        _turningAway.Add((one.Address, other.Address));
        _turningAway.Add((other.Address, one.Address));
    }

    public void Heal() => _cut.Clear();

    public ISiloProber For(SimulatedSilo silo) => new Prober(this, silo);

    /// <summary>The process is gone, the machine is there: whoever is connected learns of it at once.</summary>
    public void ProcessDied(SimulatedSilo dead)
    {
        if (Dying > TimeSpan.Zero)
        {
            var turning = _silos.Values.Select(silo => (silo.Address, dead.Address)).ToList();
            _turningAway.UnionWith(turning);
            simulation.Schedule(Dying, () => _turningAway.ExceptWith(turning));
        }

        foreach (var silo in _silos.Values.Where(silo => silo != dead && TellsOfBrokenConnections && !IsCut(dead, silo)))
            simulation.Schedule(OneWay, () => silo.Process.Post(() => silo.Monitors.ConnectionBroke(dead.Address)));
    }

    private static SiloUnavailableException TurnedAway(SiloAddress address) =>
        new($"{address} could not be reached.", new TurnedAwayException(new IOException($"{address} has another key.")));

    private bool IsCut(SimulatedSilo from, SimulatedSilo to) => _cut.Contains((from.Address, to.Address));

    /// <summary>Runs something at another silo and brings the answer back.</summary>
    private Task<T> Call<T>(SimulatedSilo from, SiloAddress address, Func<SimulatedSilo, Task<T>> action, CancellationToken token)
    {
        var answer = new TaskCompletionSource<T>();
        token.Register(() => answer.TrySetCanceled(token));
        simulation.Schedule(OneWay, () =>
        {
            var to = _silos[address];
            if (to.IsGone || IsCut(from, to))
                return;
            if (_turningAway.Contains((from.Address, address)))
                simulation.Schedule(OneWay, () => answer.TrySetException(TurnedAway(address)));
            else if (to.Process.IsKilled || !to.IsListening)
                simulation.Schedule(OneWay, () => answer.TrySetException(new SiloUnavailableException($"{address} refused the connection.")));
            else
                to.Process.Start(() => Serve(to)).Ignore();
        });
        return answer.Task;

        async Task Serve(SimulatedSilo to)
        {
            try
            {
                var result = await action(to);
                Back(to, () => answer.TrySetResult(result));
            }
            catch (Exception exception)
            {
                Back(to, () => answer.TrySetException(exception));
            }
        }

        void Back(SimulatedSilo to, Action deliver)
        {
            if (!IsCut(to, from))
                simulation.Schedule(OneWay, deliver);
        }
    }

    private sealed class Prober(SimulatedNetwork network, SimulatedSilo from) : ISiloProber
    {
        public Task Probe(SiloAddress silo, CancellationToken token)
        {
            network.Probes++;
            return network.Call(from, silo, _ => Task.FromResult(true), token);
        }

        public Task<bool> ProbeIndirectly(SiloAddress through, SiloAddress silo, TimeSpan timeout, CancellationToken token) =>
            network.Call(from, through, witness => witness.Witness.Probe(silo, timeout), token);

        public void TellOfChange(SiloAddress silo) => network.Call(
            from,
            silo,
            to =>
            {
                to.Refresher.Soon();
                return Task.FromResult(true);
            },
            CancellationToken.None).Ignore();
    }
}
