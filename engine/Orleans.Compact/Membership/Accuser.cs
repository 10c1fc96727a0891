using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>Votes for the death of silos, and declares them dead when the votes are enough.</summary>
internal sealed partial class Accuser(
    SharedTable table,
    MembershipView view,
    Heartbeats heartbeats,
    DirectoryCleaner directory,
    ILocalSiloDetails local,
    IOptions<ClusterMembershipOptions> options,
    TimeProvider time,
    ILogger<Accuser> logger)
{
    private readonly ClusterMembershipOptions _options = options.Value;
    private long? _joined;

    /// <summary>The others can know of this silo from now on.</summary>
    public void HasJoined() => _joined = time.GetTimestamp();

    /// <param name="silo">The silo that did not answer.</param>
    /// <param name="witness">Another silo that it did not answer either, if there is one; that is a vote too.</param>
    /// <param name="isTurnedAway">Whether somebody at its endpoint takes this silo's connections and closes them.</param>
    /// <param name="isOutOfReach">Whether this silo has not reached another one for twice as long as it takes to suspect it.</param>
    public async Task Accuse(SiloAddress silo, SiloAddress? witness, bool isTurnedAway, Func<SiloAddress, bool> isOutOfReach)
    {
        try
        {
            await Write(read => Vote(read, silo, witness, isTurnedAway, isOutOfReach));
        }
        catch (Exception exception)
        {
            LogNotWritten(logger, exception, silo);
        }
    }

    /// <summary>Declares a silo dead by this one's word alone.</summary>
    public Task Kill(SiloAddress silo) => Write(read => Row(read, silo) is { } row && row.Entry.Status != SiloStatus.Dead ? Death(row) : null);

    /// <summary>Declares dead who lived at this silo's endpoint before it, and who has been joining for longer than anybody may.</summary>
    public RowWrite? Overdue(MembershipTableData read) => read.Members.FirstOrDefault(row => IsOverdue(row.Item1)) is { } row ? Death((row.Item1.Copy(), row.Item2)) : null;

    /// <summary>Writes what is decided, and sees to what follows from a death.</summary>
    public async Task<bool> Write(Func<MembershipTableData, RowWrite?> decide)
    {
        RowWrite? write = null;
        if (!await table.Change(read => write = decide(read)))
            return false;
        var entry = write!.Entry;
        if (entry.Status != SiloStatus.Dead)
        {
            LogVoted(logger, entry.SiloAddress);
            return true;
        }

        LogDeclared(logger, entry.SiloAddress, string.Join(", ", (entry.SuspectTimes ?? []).Select(vote => vote.Item1)));
        directory.Add(entry.SiloAddress);
        return true;
    }

    private bool IsOverdue(MembershipEntry entry) => entry.Status switch
    {
        SiloStatus.Dead => false,
        _ when entry.SiloAddress.IsPredecessorOf(local.SiloAddress) => true,
        SiloStatus.Created or SiloStatus.Joining => _options.EvictWhenMaxJoinAttemptTimeExceeded
            && time.GetUtcNow().UtcDateTime - entry.StartTime > _options.MaxJoinAttemptTime
            && heartbeats.IsStale(entry.SiloAddress),
        _ => false,
    };

    private RowWrite? Vote(MembershipTableData read, SiloAddress silo, SiloAddress? witness, bool isTurnedAway, Func<SiloAddress, bool> isOutOfReach)
    {
        if (view.LocalStatus is < SiloStatus.Joining or SiloStatus.Dead || Row(read, silo) is not { Entry.Status: not SiloStatus.Dead } row)
            return null;

        // Who joins and fails to reach a silo that goes on writing that it is alive, or may do so and is there, has itself to blame.
        if (view.LocalStatus == SiloStatus.Joining && (heartbeats.HasMoved(silo) || (isTurnedAway && !heartbeats.IsStale(silo))))
            return null;
        var now = time.GetUtcNow().UtcDateTime;
        var votes = Votes.Valid(row.Entry, now, _options.DeathVoteExpirationTimeout / 2, IsDead);
        var isNew = votes.Add(local.SiloAddress) | (witness is not null && votes.Add(witness));
        votes.UnionWith(Votes.Valid(row.Entry, now, _options.DeathVoteExpirationTimeout, IsDead));
        if (votes.Count >= Votes.Needed(_options.NumVotesForDeathDeclaration, CountVoters(silo, isOutOfReach)))
            return Death(row, witness);
        return isNew ? Suspicion(row, witness) : null;
    }

    /// <summary>
    /// How many could vote: the active silos but those that stopped to write that they are alive, and those out of this silo's reach, if it
    /// has been known for long enough that they would have had it declared dead, were they alive and the majority.
    /// </summary>
    private int CountVoters(SiloAddress accused, Func<SiloAddress, bool> isOutOfReach)
    {
        var isKnown = _joined is { } joined && time.GetElapsedTime(joined) > _options.TableRefreshTimeout + (_options.ProbeTimeout * _options.NumMissedProbesLimit);
        return view.State.Active.Count(silo => silo.Equals(accused) || silo.Equals(local.SiloAddress) || (!heartbeats.IsStale(silo) && !(isKnown && isOutOfReach(silo))));
    }

    private RowWrite Suspicion((MembershipEntry Entry, string? ETag) row, SiloAddress? witness)
    {
        AddVotes(row.Entry, witness);
        return new RowWrite(row.Entry, row.ETag, IsNews: false);
    }

    private RowWrite Death((MembershipEntry Entry, string? ETag) row, SiloAddress? witness = null)
    {
        AddVotes(row.Entry, witness);
        row.Entry.Status = SiloStatus.Dead;
        return new RowWrite(row.Entry, row.ETag);
    }

    private void AddVotes(MembershipEntry entry, SiloAddress? witness)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var kept = Math.Max(2, _options.NumVotesForDeathDeclaration);
        entry.AddOrUpdateSuspector(local.SiloAddress, now, kept);
        if (witness is not null)
            entry.AddOrUpdateSuspector(witness, now, kept);
    }

    /// <summary>A silo's row; where the table has lost it, as it was last seen.</summary>
    private (MembershipEntry Entry, string? ETag)? Row(MembershipTableData read, SiloAddress silo) =>
        read.TryGet(silo) is { } row ? (row.Item1.Copy(), row.Item2)
        : view.State.Entries.TryGetValue(silo, out var known) ? (known.Copy(), null)
        : null;

    private bool IsDead(SiloAddress silo) => view.Current.GetSiloStatus(silo) == SiloStatus.Dead;

    [LoggerMessage(EngineEvents.DeathVote, LogLevel.Information, "This silo has voted for the death of {Silo}.")]
    private static partial void LogVoted(ILogger logger, SiloAddress silo);

    [LoggerMessage(EngineEvents.SiloDeclaredDead, LogLevel.Warning, "{Silo} has been declared dead by this silo, on the votes of {Voters}.")]
    private static partial void LogDeclared(ILogger logger, SiloAddress silo, string voters);

    [LoggerMessage(EngineEvents.VoteNotWritten, LogLevel.Information, "{Silo} does not answer, but the vote for its death could not be written.")]
    private static partial void LogNotWritten(ILogger logger, Exception exception, SiloAddress silo);
}
