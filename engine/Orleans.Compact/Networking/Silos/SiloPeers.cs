using Compact.Calls;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>The silo's port: other silos connect to it, and call this one.</summary>
internal sealed class SiloPeers(LocalPorts ports, ILocalSiloDetails local, IOptions<ClusterOptions> cluster, ConnectionServices services, SiloLinks links)
    : IPeerHost, IConnectionOwner, ILifecycleParticipant<ISiloLifecycle>
{
    private Listener? _listener;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<SiloPeers>(ServiceLifecycleStage.RuntimeInitialize, Start, Stop);
        lifecycle.Subscribe<SiloPeers>(ServiceLifecycleStage.GrainDirectoryShutdown, static _ => Task.CompletedTask, Settle);
    }

    public string? Refuse(Hello hello)
    {
        if (ClusterCheck.Refuse(hello, cluster.Value) is { } reason)
            return reason;
        if (hello.Silo is null)
            return $"this is the port of silos; clients connect to the gateway at {local.GatewayAddress.Endpoint}";
        return hello.Expected is { } expected && !expected.Equals(local.SiloAddress)
            ? $"{expected} is not here; this is {local.SiloAddress}"
            : null;
    }

    public byte[] Welcome() => [];

    public IConnectionOwner OwnerOf(Hello hello) => this;

    public Task JoinAsync(IConnectionOwner owner, Connection connection) => Task.CompletedTask;

    // Silos call over the connections that they made themselves; over this one only the other side calls.
    void IConnectionOwner.NotBegun(Call call) => call.FailUndelivered(new SiloUnavailableException($"The call was not sent: {call}"));

    Exception IConnectionOwner.Lost(Call call, string reason) => new SiloUnavailableException($"The connection was lost ({reason}): {call}");

    void IConnectionOwner.GoesAway(Connection connection)
    {
        // It still calls this silo, until it closes the connection.
    }

    void IConnectionOwner.Closed(Connection connection, string reason) => _listener?.Remove(connection);

    public void Abort() => _listener?.Abort();

    private Task Start(CancellationToken token)
    {
        _listener = new Listener(ports.OpenSilo(), services.Middleware.FromSilos, this, services);
        _listener.Start();
        return Task.CompletedTask;
    }

    /// <summary>No grain is here any more: others have their answers before they are told that this silo is dead.</summary>
    private Task Settle(CancellationToken token) =>
        _listener is null ? Task.CompletedTask : Draining.SettleAsync(_listener.Connections, services.Time, token);

    /// <summary>Everything here has stopped; what was answered or sent last still goes out.</summary>
    private async Task Stop(CancellationToken token)
    {
        await Draining.FlushAsync(links.Connections, services.Time);
        links.Stop();
        if (_listener is not null)
            await _listener.DisposeAsync();
    }
}
