using System.Buffers;
using System.Collections.Concurrent;
using Compact.Calls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>The port of outside clients: their calls go on as if they were made here, and calls of their observers go to them.</summary>
internal sealed partial class Gateway(
    LocalPorts ports,
    ILocalSiloDetails local,
    IOptions<ClusterOptions> cluster,
    GrainManifest manifest,
    ConnectionServices services,
    ClientRegistration registration,
    ILogger<Gateway> logger) : IPeerHost, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<GrainId, ConnectedClient> _clients = new();
    private readonly CancellationTokenSource _stopped = new();
    private Listener? _listener;
    private Task _refreshing = Task.CompletedTask;

    public int ClientCount => _clients.Count;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<Gateway>(ServiceLifecycleStage.Active, Open, GoAway);
        lifecycle.Subscribe<Gateway>(ServiceLifecycleStage.GrainDirectoryShutdown, static _ => Task.CompletedTask, Settle);
        lifecycle.Subscribe<Gateway>(ServiceLifecycleStage.RuntimeInitialize, static _ => Task.CompletedTask, Close);
    }

    /// <returns>False when the client is not connected here.</returns>
    public bool TrySend(Call call, GrainId client) =>
        _clients.TryGetValue(client, out var connected) && connected.Connection!.Send(call) != SendOutcome.Closed;

    public string? Refuse(Hello hello)
    {
        if (ClusterCheck.Refuse(hello, cluster.Value) is { } reason)
            return reason;
        if (hello.Silo is not null)
            return $"this is the gateway for clients; silos connect to {local.SiloAddress.Endpoint}";
        return hello.Client.TryGetGuidKey(out _, out var extension) && extension is null ? null : "a client's id is a Guid";
    }

    public byte[] Welcome()
    {
        var output = new ArrayBufferWriter<byte>();
        ClusterManifest.Of(manifest).Write(output);
        return output.WrittenSpan.ToArray();
    }

    public IConnectionOwner OwnerOf(Hello hello) => new ConnectedClient(this, hello.Client, local.SiloAddress);

    public async Task JoinAsync(IConnectionOwner owner, Connection connection)
    {
        var client = (ConnectedClient)owner;
        client.Connection = connection;
        _clients.TryGetValue(client.Id, out var previous);
        _clients[client.Id] = client;
        previous?.Connection!.Close("the client has connected again");
        await registration.RegisterAsync(client);
        LogConnected(logger, connection.Peer);
    }

    /// <summary>The client's connection is closed.</summary>
    public void Leave(ConnectedClient client, Connection connection, string reason)
    {
        _listener?.Remove(connection);
        if (_clients.TryRemove(KeyValuePair.Create(client.Id, client)))
            _ = registration.UnregisterAsync(client);
        LogDisconnected(logger, connection.Peer, reason);
    }

    /// <summary>The grain directory may have lost the clients: it is told of them again.</summary>
    public async Task RegisterAgain()
    {
        foreach (var client in _clients.Values)
        {
            client.RegisteredAt = null;
            await registration.RegisterAsync(client);
        }
    }

    public void Abort() => _listener?.Abort();

    private Task Open(CancellationToken token)
    {
        if (ports.OpenGateway() is not { } socket)
            return Task.CompletedTask;
        _listener = new Listener(socket, services.Middleware.FromClients, this, services);
        _listener.Start();
        _refreshing = registration.RefreshAsync(() => _clients.Values, _stopped.Token);
        return Task.CompletedTask;
    }

    /// <summary>New calls go to other gateways from now on; those that are here are still answered.</summary>
    private async Task GoAway(CancellationToken token)
    {
        if (_listener is null)
            return;
        await _listener.StopAsync();
        foreach (var client in _clients.Values)
            client.Connection!.GoAway();
    }

    /// <summary>What clients have called is answered by now, here or by the silo that it was sent on to.</summary>
    private Task Settle(CancellationToken token) =>
        _listener is null ? Task.CompletedTask : Draining.SettleAsync(_listener.Connections, services.Time, token);

    private async Task Close(CancellationToken token)
    {
        await _stopped.CancelAsync();
        await _refreshing;
        if (_listener is not null)
            await _listener.DisposeAsync();
    }

    [LoggerMessage(EngineEvents.ClientConnected, LogLevel.Information, "{Client} has connected.")]
    private static partial void LogConnected(ILogger logger, string client);

    [LoggerMessage(EngineEvents.ClientDisconnected, LogLevel.Information, "{Client} has disconnected: {Reason}.")]
    private static partial void LogDisconnected(ILogger logger, string client, string reason);
}
