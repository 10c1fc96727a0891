using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Silo.Redis;
using Orleans.Configuration;

namespace MiningGrid.Silo.Hosting;

/// <summary>
/// Keeps a second silo out of a grid whose records lie where it can't reach them: each would have a chain of its own.
/// Where the records are stands in Redis beside the membership, written by whoever finds no other silo alive.
/// </summary>
internal sealed partial class SharingCheck(
    IMembershipTable membership,
    RedisLinks redis,
    SiloEndpoints endpoints,
    IConfiguration configuration,
    IOptions<ClusterOptions> cluster,
    TimeProvider time,
    ILogger<SharingCheck> logger) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A silo that can't be reached, and wrote so lately that it is alive, counts as alive.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(2);

    private string Key => $"{cluster.Value.ServiceId}/records/{cluster.Value.ClusterId}";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var provider = configuration[StorageProvider.Setting] ?? StorageProvider.Sqlite;
        var isShared = provider == StorageProvider.Redis;
        var database = (await redis.Cluster.Open()).GetDatabase();
        var theirs = (string?)await database.StringGetAsync(Key);
        if (isShared && theirs == StorageProvider.Redis)
            return;
        if (await FindOther(cancellationToken) is not { } other)
        {
            await database.StringSetAsync(Key, isShared ? StorageProvider.Redis : $"{provider} of {endpoints.Advertised}:{endpoints.SiloPort}");
            if (!isShared)
                Alone(logger, StorageProvider.Setting, provider);
            return;
        }

        theirs ??= StorageProvider.Redis; // Redis has lost it: only a grid that shares records can be of several silos.
        if (isShared && theirs == StorageProvider.Redis)
            return;
        throw new MiningGridException(
            $"{StorageProvider.Setting} is {provider}, and silo {other} of the grid '{cluster.Value.ClusterId}' is running, whose records are kept in {theirs}; "
            + $"allowed is {StorageProvider.Redis} on all silos of a grid of several.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<SiloAddress?> FindOther(CancellationToken cancellationToken)
    {
#pragma warning disable CS0618 // From 10.4 on these have newer names, which 10.2 does not know.
        await membership.InitializeMembershipTable(tryInitTableVersion: true);
        var members = await membership.ReadAll();
#pragma warning restore CS0618
        foreach (var entry in members.Members.Select(row => row.Item1).Where(entry => entry.Status is not SiloStatus.Dead))
        {
            if (await IsAlive(entry, cancellationToken))
                return entry.SiloAddress;
        }

        return null;
    }

    private async Task<bool> IsAlive(MembershipEntry entry, CancellationToken cancellationToken)
    {
        // Its port is free for this one: it was the silo's former life.
        if (entry.SiloAddress.Endpoint.Equals(new IPEndPoint(endpoints.Advertised, endpoints.SiloPort)))
            return false;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Patience);
        using var client = new TcpClient(entry.SiloAddress.Endpoint.AddressFamily);
        try
        {
            await client.ConnectAsync(entry.SiloAddress.Endpoint, late.Token);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return time.GetUtcNow().UtcDateTime - entry.IAmAliveTime < Lately;
        }
    }

    [LoggerMessage(1005, LogLevel.Warning, "{Setting} is {Provider}, which silos can't share: no other silo can join this grid. Use redis for a grid of several.")]
    private static partial void Alone(ILogger logger, string setting, string provider);
}
