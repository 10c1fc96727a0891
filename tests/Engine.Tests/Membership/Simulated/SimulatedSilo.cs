using System.Net;
using Compact.Calls;
using Compact.Membership;
using Compact.Networking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership.Simulated;

/// <summary>One life of a silo: the whole membership as the engine composes it, in a process of its own.</summary>
internal sealed class SimulatedSilo : ISiloLinks, ISiloStatusListener, IDisposable
{
    private readonly ServiceProvider _services;
    private readonly SiloLifecycle _lifecycle;
    private readonly SimulatedNetwork _network;

    public SimulatedSilo(string name, SiloAddress address, Simulation simulation, SimulatedNetwork network, SimulatedTable table, IGrainDirectory directory, Action<ClusterMembershipOptions> configure, TimeSpan skew)
    {
        Name = name;
        Address = address;
        Process = new SimulatedProcess(simulation);
        _network = network;
        var services = new ServiceCollection();
        services.AddOptions<ClusterMembershipOptions>().Configure(configure);
        services.AddSingleton<TimeProvider>(new SimulatedClock(Process, skew));
        services.AddSingleton<ILocalSiloDetails>(new Details(name, address));
        services.AddSingleton(table.For(Process));
        services.AddSingleton(network.For(this));
        services.AddSingleton<ISiloLinks>(this);
        services.AddSingleton(directory);
        services.AddSingleton<ILoggerFactory>(new LoggerFactory([Log]));
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        MembershipServices.AddTo(services);
        _services = services.BuildServiceProvider();
        _lifecycle = new SiloLifecycle(NullLogger<SiloLifecycle>.Instance);
        _services.GetRequiredService<MembershipAgent>().Participate(_lifecycle);
        Oracle.SubscribeToSiloStatusEvents(this);
        network.Add(this);
    }

    public string Name { get; }

    public SiloAddress Address { get; }

    public SimulatedProcess Process { get; }

    public SimulatedLog Log { get; } = new();

    /// <value>Whether its machine is gone, with everything that would refuse a connection.</value>
    public bool IsGone { get; private set; }

    /// <value>Whether its port is open.</value>
    public bool IsListening { get; private set; }

    /// <value>What the listeners were told.</value>
    public List<(SiloAddress Silo, SiloStatus Status)> Told { get; } = [];

    public List<SiloAddress> Dropped { get; } = [];

    public MembershipView View => _services.GetRequiredService<MembershipView>();

    public MembershipOracle Oracle => _services.GetRequiredService<MembershipOracle>();

    public Monitors Monitors => _services.GetRequiredService<Monitors>();

    public Witness Witness => _services.GetRequiredService<Witness>();

    public TableRefresher Refresher => _services.GetRequiredService<TableRefresher>();

    public SiloStatus Status => View.LocalStatus;

    public bool IsRunning => !Process.IsKilled && !IsGone && Status is >= SiloStatus.Joining and < SiloStatus.Dead;

    public Task Start()
    {
        IsListening = true;
        return Process.Start(() => _lifecycle.OnStart());
    }

    public Task Leave(CancellationToken token = default) => Process.Start(async () =>
    {
        await _lifecycle.OnStop(token);
        IsListening = false;
    });

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        Process.Kill();
        _network.ProcessDied(this);
    }

    /// <summary>The machine loses power.</summary>
    public void Vanish()
    {
        IsGone = true;
        Process.Kill();
    }

    /// <summary>SIGSTOP, and SIGCONT after a while.</summary>
    public void StopFor(TimeSpan time)
    {
        Process.Stop();
        Process.Simulation.Schedule(time, Process.Continue);
    }

    public SiloStatus Sees(SimulatedSilo other) => View.Current.GetSiloStatus(other.Address);

    public void Dispose() => _services.Dispose();

    void ISiloLinks.Send(Call call, SiloAddress silo) => throw new NotSupportedException();

    bool ISiloLinks.TrySendToClient(Call call, GrainId clientId) => throw new NotSupportedException();

    void ISiloLinks.Drop(SiloAddress silo) => Dropped.Add(silo);

    void ISiloStatusListener.SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => Told.Add((updatedSilo, status));

    private sealed class Details(string name, SiloAddress address) : ILocalSiloDetails
    {
        public string Name => name;

        public string ClusterId => "simulated";

        public string DnsHostName => "host";

        public SiloAddress SiloAddress => address;

        public SiloAddress GatewayAddress => SiloAddress.New(new IPEndPoint(address.Endpoint.Address, 30000), address.Generation);
    }
}
