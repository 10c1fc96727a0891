using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>This silo's own row.</summary>
internal sealed class LocalEntry(MembershipView view, ILocalSiloDetails local, TimeProvider time)
{
    // Tables may keep no more than milliseconds.
    private readonly DateTime _started = new(time.GetUtcNow().Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    /// <summary>First declares dead who was at this endpoint before, then adds the row.</summary>
    /// <returns>Null when the row is there.</returns>
    /// <exception cref="JoinRefusedException">Another silo has the place.</exception>
    public RowWrite? Join(MembershipTableData read)
    {
        var sameEndpoint = read.Members.Where(row => row.Item1.SiloAddress.Endpoint.Equals(local.SiloAddress.Endpoint)).ToList();
        if (sameEndpoint.Find(row => row.Item1.SiloAddress.IsSuccessorOf(local.SiloAddress)) is { } successor)
            throw new JoinRefusedException($"{local.SiloAddress} is taken: {successor.Item1.SiloAddress} has started later at the same endpoint. Two silos need two endpoints.");
        if (sameEndpoint.Find(row => row.Item1.SiloAddress.Equals(local.SiloAddress)) is { } own)
        {
            return own.Item1.StartTime.Ticks == _started.Ticks ? null
                : throw new JoinRefusedException($"Another silo started at the same endpoint within the same second, and is {local.SiloAddress} too. Start it again.");
        }

        return sameEndpoint.Find(row => row.Item1.Status != SiloStatus.Dead) is { } predecessor
            ? new RowWrite(predecessor.Item1.Copy(SiloStatus.Dead), predecessor.Item2)
            : new RowWrite(Create(SiloStatus.Joining), ETag: null);
    }

    /// <returns>Null when the row says so already.</returns>
    public RowWrite? Become(SiloStatus status, MembershipTableData read)
    {
        if (read.TryGet(local.SiloAddress) is not { } row)
            return new RowWrite(view.State.Entries.TryGetValue(local.SiloAddress, out var known) ? known.Copy(status) : Create(status), ETag: null);
        if (row.Item1.Status >= status)
            return null;
        var entry = row.Item1.Copy(status);
        entry.IAmAliveTime = time.GetUtcNow().UtcDateTime;
        return new RowWrite(entry, row.Item2);
    }

    private MembershipEntry Create(SiloStatus status) => new()
    {
        SiloAddress = local.SiloAddress,
        Status = status,
        ProxyPort = local.GatewayAddress.Endpoint.Port,
        HostName = local.DnsHostName,
        SiloName = local.Name,
        RoleName = Assembly.GetEntryAssembly()?.GetName().Name,
        StartTime = _started,
        IAmAliveTime = time.GetUtcNow().UtcDateTime,
    };
}
