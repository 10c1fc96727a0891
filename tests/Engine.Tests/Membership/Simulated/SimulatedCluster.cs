using System.Net;
using Orleans.Configuration;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership.Simulated;

/// <summary>A cluster of simulated silos, by default with the settings that the grid ships.</summary>
internal sealed class SimulatedCluster : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly List<SimulatedSilo> _all = [];
    private int _generation;

    public SimulatedCluster(Action<ClusterMembershipOptions>? configure = null)
    {
        Configure = options =>
        {
            GridSettings(options);
            configure?.Invoke(options);
        };
        Table = new SimulatedTable(Simulation);
        Network = new SimulatedNetwork(Simulation);
    }

    public Simulation Simulation { get; } = new();

    public SimulatedTable Table { get; }

    public SimulatedNetwork Network { get; }

    public SimulatedDirectory Directory { get; } = new();

    public Action<ClusterMembershipOptions> Configure { get; set; }

    /// <summary>Those that run, whatever their status.</summary>
    public IEnumerable<SimulatedSilo> Running => _all.Where(silo => silo.IsRunning);

    /// <summary>As in docs/decisions/failure-detection.md.</summary>
    public static void GridSettings(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromMilliseconds(700);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
        options.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(15);
    }

    /// <summary>A silo that has not started yet.</summary>
    public SimulatedSilo Create(int port, TimeSpan skew = default)
    {
        var silo = new SimulatedSilo($"silo-{port}", SiloAddress.New(IPAddress.Loopback, port, ++_generation), Simulation, Network, Table, Directory, Configure, skew);
        _all.Add(silo);
        return silo;
    }

    public SimulatedSilo Start(int port)
    {
        var silo = Create(port);
        Simulation.RunUntil(silo.Start(), Patience, $"{silo.Name} starts");
        return silo;
    }

    /// <summary>Starts silos, and lets them run until each knows that the others know it.</summary>
    public SimulatedSilo[] StartMany(int count)
    {
        var silos = Enumerable.Range(1, count).Select(number => Start(11000 + number)).ToArray();
        Run(10);
        AssertAgreement();
        return silos;
    }

    public void Run(double seconds) => Simulation.Run(TimeSpan.FromSeconds(seconds));

    /// <returns>How long it took until all that run know that the silo is dead.</returns>
    public TimeSpan UntilKnownDead(SimulatedSilo silo) =>
        Simulation.RunUntil(() => Running.Where(other => other != silo).All(other => other.Sees(silo) == SiloStatus.Dead), Patience, $"all know that {silo.Name} is dead");

    /// <summary>All that run are active, know each other, and know the dead to be dead.</summary>
    public void AssertAgreement()
    {
        foreach (var silo in Running)
        {
            Assert.Equal(SiloStatus.Active, silo.Status);
            Assert.Equal(Running.Select(other => other.Address).Order(), silo.Oracle.GetActiveSilos());
        }
    }

    public void Dispose()
    {
        foreach (var silo in _all)
            silo.Dispose();
    }
}
