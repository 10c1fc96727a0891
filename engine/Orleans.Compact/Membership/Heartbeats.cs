using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// Remembers when each silo's <c>IAmAlive</c> was last seen to move. Other machines' clocks are believed only for what was in
/// the table before this silo came: from then on its own clock measures how long a row has stood still.
/// </summary>
internal sealed class Heartbeats(TimeProvider time, IOptions<ClusterMembershipOptions> options)
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _limit = options.Value.IAmAliveTablePublishTimeout * options.Value.NumMissedTableIAmAliveLimit;
    private Dictionary<SiloAddress, Beat> _beats = [];
    private bool _isFirst = true;

    public void Observe(MembershipTableData table)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            var beats = new Dictionary<SiloAddress, Beat>();
            foreach (var (entry, _) in table.Members)
            {
                if (entry.Status == SiloStatus.Dead)
                    continue;
                if (!_beats.TryGetValue(entry.SiloAddress, out var beat))
                    beat = new Beat(entry.IAmAliveTime, now - (_isFirst ? Age(entry) : 0), HasMoved: false);
                else if (beat.Alive != entry.IAmAliveTime)
                    beat = new Beat(entry.IAmAliveTime, now, HasMoved: true);
                beats.Add(entry.SiloAddress, beat);
            }

            _beats = beats;
            _isFirst = false;
        }
    }

    /// <summary>The table was away, and nobody could write: what stands still since then proves nothing.</summary>
    public void Restart()
    {
        var now = time.GetTimestamp();
        lock (_lock)
            _beats = _beats.ToDictionary(beat => beat.Key, beat => beat.Value with { Since = now });
    }

    /// <returns>Whether the silo has missed so many updates that its word is not waited for.</returns>
    public bool IsStale(SiloAddress silo)
    {
        lock (_lock)
            return _beats.TryGetValue(silo, out var beat) && time.GetElapsedTime(beat.Since) > _limit;
    }

    /// <returns>Whether the silo has written that it is alive since this one first read the table.</returns>
    public bool HasMoved(SiloAddress silo)
    {
        lock (_lock)
            return _beats.TryGetValue(silo, out var beat) && beat.HasMoved;
    }

    private long Age(MembershipEntry entry)
    {
        var age = time.GetUtcNow().UtcDateTime - entry.LastHeardOf;
        return age <= TimeSpan.Zero ? 0 : (long)(Math.Min(age.TotalSeconds, _limit.TotalSeconds * 2) * time.TimestampFrequency);
    }

    private readonly record struct Beat(DateTime Alive, long Since, bool HasMoved);
}
