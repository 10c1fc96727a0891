using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// What this silo knows of the cluster: what was last read of the table, merged into what was known before. Who was dead stays dead,
/// and who was alive is not dead because a row is missing: a table that lost its last writes, or all of them, kills nobody.
/// </summary>
internal sealed class MembershipView
{
    private readonly Lock _lock = new();
    private readonly SiloAddress _self;
    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly List<Signal> _readers = [];
    private volatile ViewState _state;
    private bool _expectsDeath;

    public MembershipView(ILocalSiloDetails local, TimeProvider time)
    {
        _self = local.SiloAddress;
        _name = local.Name;
        _time = time;
        _state = new ViewState(SiloStatus.Created, ImmutableDictionary<SiloAddress, MembershipEntry>.Empty, 0, Snapshot(SiloStatus.Created, [], MembershipVersion.MinValue), []);
    }

    public ViewState State => _state;

    public ClusterMembershipSnapshot Current => _state.Snapshot;

    public SiloStatus LocalStatus => _state.LocalStatus;

    /// <value>Whether this silo was declared dead by others; it must never write again.</value>
    public bool IsCondemned { get; private set; }

    /// <summary>The current snapshot, then the latest one each time there is another.</summary>
    public async IAsyncEnumerable<ClusterMembershipSnapshot> Updates([EnumeratorCancellation] CancellationToken token = default)
    {
        var changed = new Signal(_time);
        lock (_lock)
            _readers.Add(changed);
        try
        {
            ClusterMembershipSnapshot? told = null;
            while (true)
            {
                var current = Current;
                if (!ReferenceEquals(told, current))
                    yield return told = current;
                await changed.Wait(Timeout.InfiniteTimeSpan, token);
            }
        }
        finally
        {
            lock (_lock)
                _readers.Remove(changed);
        }
    }

    /// <summary>Says how far this silo's own life has come. It only goes forward.</summary>
    public void SetLocalStatus(SiloStatus status)
    {
        lock (_lock)
        {
            if (status > _state.LocalStatus)
                Publish(status, _state.Entries, _state.TableVersion);
        }
    }

    /// <summary>From now on a row that says that this silo is dead is its own.</summary>
    public void ExpectDeath()
    {
        lock (_lock)
            _expectsDeath = true;
    }

    /// <summary>Takes in what was read. Reads are given in the order in which they were made.</summary>
    /// <returns>Why this silo has to stop at once; null when it may live.</returns>
    public string? Accept(MembershipTableData table)
    {
        lock (_lock)
        {
            var rows = table.Members.Select(row => row.Item1).ToDictionary(row => row.SiloAddress);
            foreach (var known in _state.Entries.Values)
            {
                if (!rows.TryGetValue(known.SiloAddress, out var row))
                {
                    if (known.Status != SiloStatus.Dead)
                        rows.Add(known.SiloAddress, known);
                }
                else if (row.Status < known.Status)
                {
                    rows[known.SiloAddress] = row.Copy(known.Status);
                }
            }

            var isMember = _state.LocalStatus is >= SiloStatus.Joining and < SiloStatus.Dead;
            var verdict = isMember && !_expectsDeath ? Verdict(rows) : null;
            IsCondemned |= verdict is not null;
            Publish(verdict is null ? _state.LocalStatus : SiloStatus.Dead, rows.ToImmutableDictionary(), table.Version.Version);
            return verdict;
        }
    }

    private string? Verdict(Dictionary<SiloAddress, MembershipEntry> rows)
    {
        if (rows.TryGetValue(_self, out var own) && own.Status == SiloStatus.Dead)
            return $"the membership table says that it is dead; it was suspected by {string.Join(", ", (own.SuspectTimes ?? []).Select(vote => vote.Item1))}";
        var successor = rows.Keys.FirstOrDefault(silo => silo.IsSuccessorOf(_self));
        return successor is null ? null : $"{successor} has taken its place";
    }

    private void Publish(SiloStatus localStatus, ImmutableDictionary<SiloAddress, MembershipEntry> entries, int tableVersion)
    {
        var before = _state;
        var isFirst = before.Snapshot.Version == MembershipVersion.MinValue;
        var version = new MembershipVersion(isFirst ? tableVersion : Math.Max(before.Snapshot.Version.Value, tableVersion));
        var snapshot = Snapshot(localStatus, entries, version);
        var isSame = version == before.Snapshot.Version && !snapshot.CreateUpdate(before.Snapshot).HasChanges && snapshot.Members.Count == before.Snapshot.Members.Count;
        if (isSame)
        {
            _state = before with { LocalStatus = localStatus, Entries = entries, TableVersion = tableVersion };
            return;
        }

        var active = snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress).Order().ToArray();
        var isSameActive = active.AsSpan().SequenceEqual(before.Active);
        _state = new ViewState(localStatus, entries, tableVersion, snapshot, isSameActive ? before.Active : active);
        foreach (var reader in _readers)
            reader.Set();
    }

    private ClusterMembershipSnapshot Snapshot(SiloStatus localStatus, ImmutableDictionary<SiloAddress, MembershipEntry> entries, MembershipVersion version)
    {
        var members = ImmutableDictionary.CreateBuilder<SiloAddress, ClusterMember>();
        foreach (var entry in entries.Values)
            members[entry.SiloAddress] = new ClusterMember(entry.SiloAddress, entry.Status, entry.SiloName ?? "");
        members[_self] = new ClusterMember(_self, localStatus, _name);
        return new ClusterMembershipSnapshot(members.ToImmutable(), version);
    }
}
