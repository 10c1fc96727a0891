using System.Text.Json;
using Orleans;
using Orleans.Runtime;

namespace Compact.Redis;

/// <summary>A silo's row as JSON, laid out as the official provider does.</summary>
internal static class MembershipRow
{
    /// <summary>What comes before the time in a row.</summary>
    public const string BeforeIAmAliveTime = "\"IAmAliveTime\":\"";

    public static string Write(MembershipEntry entry) => JsonSerializer.Serialize(new Row(
        new Silo(entry.SiloAddress.ToParsableString()),
        entry.Status,
        entry.SuspectTimes?.ConvertAll(vote => new Vote(new Silo(vote.Item1.ToParsableString()), AsUtc(vote.Item2))),
        entry.ProxyPort,
        entry.HostName,
        entry.SiloName,
        entry.RoleName,
        entry.UpdateZone,
        entry.FaultZone,
        AsUtc(entry.StartTime),
        AsUtc(entry.IAmAliveTime)));

    /// <summary>The time as it stands in a row.</summary>
    public static string Write(DateTime time) => JsonSerializer.Serialize(AsUtc(time)).Trim('"');

    /// <exception cref="JsonException">The text is not a row.</exception>
    public static MembershipEntry Read(string text)
    {
        var row = JsonSerializer.Deserialize<Row>(text);
        if (row is null || !SiloAddress.TryParse(row.SiloAddress?.SiloAddress, out var address) || !Enum.IsDefined(row.Status))
            throw new JsonException("It names no silo, or no status.");
        return new MembershipEntry
        {
            SiloAddress = address,
            Status = row.Status,
            SuspectTimes = row.SuspectTimes?.ConvertAll(Read),
            ProxyPort = row.ProxyPort,
            HostName = row.HostName,
            SiloName = row.SiloName,
            RoleName = row.RoleName,
            UpdateZone = row.UpdateZone,
            FaultZone = row.FaultZone,
            StartTime = AsUtc(row.StartTime),
            IAmAliveTime = AsUtc(row.IAmAliveTime),
        };
    }

    private static Tuple<SiloAddress, DateTime> Read(Vote vote) =>
        SiloAddress.TryParse(vote.Item1?.SiloAddress, out var silo) ? Tuple.Create(silo, AsUtc(vote.Item2)) : throw new JsonException("A vote names no silo.");

    private static DateTime AsUtc(DateTime time) => time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();

    private sealed record Silo(string? SiloAddress);

    private sealed record Vote(Silo? Item1, DateTime Item2);

    private sealed record Row(
        Silo? SiloAddress,
        SiloStatus Status,
        List<Vote>? SuspectTimes,
        int ProxyPort,
        string? HostName,
        string? SiloName,
        string? RoleName,
        int UpdateZone,
        int FaultZone,
        DateTime StartTime,
        DateTime IAmAliveTime);
}
