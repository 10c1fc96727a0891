using Orleans.Runtime;

namespace Orleans;

/// <summary>A silo's row in the membership table.</summary>
public sealed class MembershipEntry
{
    public SiloAddress SiloAddress { get; set; } = null!;

    public SiloStatus Status { get; set; }

    /// <summary>Who could not reach the silo, and when: the votes for its death. Null is none.</summary>
    public List<Tuple<SiloAddress, DateTime>>? SuspectTimes { get; set; }

    /// <summary>The gateway's port; 0 where the silo has none.</summary>
    public int ProxyPort { get; set; }

    public string? HostName { get; set; }

    public string? SiloName { get; set; }

    public string? RoleName { get; set; }

    public int UpdateZone { get; set; }

    public int FaultZone { get; set; }

    /// <value>UTC.</value>
    public DateTime StartTime { get; set; }

    /// <summary>When the silo last wrote that it is alive. UTC, by its own clock.</summary>
    public DateTime IAmAliveTime { get; set; }

    /// <summary>Writes a silo's vote: in the place of its earlier one, or, when there are <paramref name="maxVotes"/> already, of the oldest.</summary>
    public void AddOrUpdateSuspector(SiloAddress localSilo, DateTime voteTime, int maxVotes)
    {
        SuspectTimes ??= [];
        var place = SuspectTimes.FindIndex(vote => vote.Item1.Equals(localSilo));
        if (place < 0 && SuspectTimes.Count >= maxVotes && SuspectTimes.MinBy(vote => vote.Item2) is { } oldest && oldest.Item2 <= voteTime)
            place = SuspectTimes.IndexOf(oldest);
        if (place < 0)
            AddSuspector(localSilo, voteTime);
        else
            SuspectTimes[place] = Tuple.Create(localSilo, voteTime);
    }

    public void AddSuspector(SiloAddress suspectingSilo, DateTime suspectingTime) => (SuspectTimes ??= []).Add(Tuple.Create(suspectingSilo, suspectingTime));

    public string ToFullString() =>
        $"{this}, name {SiloName}, host {HostName}, gateway port {ProxyPort}, started {StartTime:O}, alive {IAmAliveTime:O}"
        + $", suspected by [{string.Join(", ", (SuspectTimes ?? []).Select(vote => $"{vote.Item1} at {vote.Item2:O}"))}]";

    public override string ToString() => $"{SiloAddress} {Status}";

    /// <summary>The later of start and last sign of life.</summary>
    internal DateTime LastHeardOf => IAmAliveTime > StartTime ? IAmAliveTime : StartTime;

    internal MembershipEntry Copy(SiloStatus? status = null) => new()
    {
        SiloAddress = SiloAddress,
        Status = status ?? Status,
        SuspectTimes = SuspectTimes is null ? null : [.. SuspectTimes],
        ProxyPort = ProxyPort,
        HostName = HostName,
        SiloName = SiloName,
        RoleName = RoleName,
        UpdateZone = UpdateZone,
        FaultZone = FaultZone,
        StartTime = StartTime,
        IAmAliveTime = IAmAliveTime,
    };
}
