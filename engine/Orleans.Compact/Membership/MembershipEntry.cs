using Orleans.Runtime;

namespace Orleans;

/// <summary>A silo's row in the membership table.</summary>
[GenerateSerializer]
public sealed class MembershipEntry
{
    [Id(0)]
    public SiloAddress SiloAddress { get; set; } = null!;

    [Id(1)]
    public SiloStatus Status { get; set; }

    /// <summary>Who could not reach the silo, and when: the votes for its death. Null is none.</summary>
    [Id(2)]
    public List<Tuple<SiloAddress, DateTime>>? SuspectTimes { get; set; }

    /// <summary>The gateway's port; 0 where the silo has none.</summary>
    [Id(3)]
    public int ProxyPort { get; set; }

    [Id(4)]
    public string? HostName { get; set; }

    [Id(5)]
    public string? SiloName { get; set; }

    [Id(6)]
    public string? RoleName { get; set; }

    [Id(7)]
    public int UpdateZone { get; set; }

    [Id(8)]
    public int FaultZone { get; set; }

    /// <value>UTC.</value>
    [Id(9)]
    public DateTime StartTime { get; set; }

    /// <summary>When the silo last wrote that it is alive. UTC, by its own clock.</summary>
    [Id(10)]
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
