using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>Whom this silo probes: its share of the ring; while it joins, everybody.</summary>
internal sealed class Monitors(MembershipView view, Accuser accuser, MonitorParts parts, ILocalSiloDetails local)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, SiloMonitor> _monitors = [];
    private volatile bool _isForAll;
    private bool _isStopped;
    private int _asked;

    /// <summary>Is set when a silo answered for the first time, or became suspect.</summary>
    public Signal Progress { get; } = new(parts.Time);

    /// <summary>Follows the membership until this silo ends.</summary>
    public async Task Run(CancellationToken token)
    {
        try
        {
            await foreach (var snapshot in view.Updates(token))
            {
                Follow(snapshot);
                Progress.Set();
            }
        }
        finally
        {
            lock (_lock)
                _isStopped = true;
            Keep([]);
        }
    }

    /// <summary>Whether to probe all others, however many.</summary>
    public void ProbeAll(bool isForAll)
    {
        _isForAll = isForAll;
        Follow(view.Current);
    }

    /// <summary>The connection to a silo broke: it is looked after at once.</summary>
    public void ConnectionBroke(SiloAddress silo) => Find(silo)?.ProbeNow();

    public SiloMonitor? Find(SiloAddress silo)
    {
        lock (_lock)
            return _monitors.GetValueOrDefault(silo);
    }

    public SiloStatus StatusOf(SiloAddress silo) => view.Current.GetSiloStatus(silo);

    /// <summary>
    /// Votes against a silo. Who doubts most of those whom it probes may be the one that is cut off: it holds back for as long again, so that
    /// the others, if they live, declare it dead first.
    /// </summary>
    public Task Accuse(SiloMonitor accused, SiloAddress? witness)
    {
        lock (_lock)
        {
            if (!accused.IsOutOfReach && _monitors.Values.Count(monitor => monitor.IsDoubted) * 2 > _monitors.Count + 1)
                return Task.CompletedTask;
        }

        return accuser.Accuse(accused.Silo, witness, accused.TurnedAway is not null, other => Find(other) is { IsOutOfReach: true });
    }

    /// <summary>Has another silo, one that answers, probe the one that does not.</summary>
    public async Task<SecondOpinion> AskAnother(SiloAddress silo, CancellationToken token)
    {
        var others = view.State.Active
            .Where(other => !other.Equals(local.SiloAddress) && !other.Equals(silo) && Find(other) is null or { Missed: 0 })
            .ToArray();
        if (others.Length == 0)
            return default;
        var witness = others[(Interlocked.Increment(ref _asked) & int.MaxValue) % others.Length];
        var timeout = parts.Options.Value.ProbeTimeout;
        try
        {
            return new SecondOpinion(witness, await parts.Prober.ProbeIndirectly(witness, silo, timeout, token).WaitAsync(timeout * 1.25, parts.Time, token));
        }
        catch (Exception) when (!token.IsCancellationRequested)
        {
            // No opinion: the witness is gone itself, or was too slow to judge.
            return default;
        }
    }

    private void Follow(ClusterMembershipSnapshot snapshot)
    {
        var living = snapshot.Members.Values.Where(member => member.Status is >= SiloStatus.Joining and < SiloStatus.Dead).Select(member => member.SiloAddress);
        var isOver = view.LocalStatus is < SiloStatus.Joining or SiloStatus.Dead || !parts.Options.Value.LivenessEnabled;
        Keep(isOver ? [] : [.. ProbeRing.Choose(local.SiloAddress, living, _isForAll ? int.MaxValue : parts.Options.Value.NumProbedSilos)]);
    }

    private void Keep(HashSet<SiloAddress> chosen)
    {
        List<SiloMonitor> added = [];
        lock (_lock)
        {
            foreach (var (silo, monitor) in _monitors.Where(monitor => !chosen.Contains(monitor.Key)).ToArray())
            {
                monitor.Stop();
                _monitors.Remove(silo);
            }

            foreach (var silo in chosen.Where(silo => !_isStopped && !_monitors.ContainsKey(silo)))
            {
                var monitor = new SiloMonitor(silo, this, parts);
                _monitors.Add(silo, monitor);
                added.Add(monitor);
            }
        }

        parts.Health.SetAlone(chosen.Count == 0);
        foreach (var monitor in added)
            _ = monitor.Run();
    }
}
