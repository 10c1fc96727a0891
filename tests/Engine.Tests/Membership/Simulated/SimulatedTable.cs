using Compact.Membership;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership.Simulated;

/// <summary>The table's server: each operation takes a round trip, and it can be away.</summary>
internal sealed class SimulatedTable(Simulation simulation)
{
    private static readonly TimeSpan OneWay = TimeSpan.FromMilliseconds(0.2);
    private InMemoryMembershipTable _rows = new();
    private bool _isMade = true;

    /// <value>Whether operations fail.</value>
    public bool IsAway { get; set; }

    /// <value>Whether operations are never answered.</value>
    public bool IsSilent { get; set; }

    public int Operations { get; private set; }

    /// <summary>Everything that was written is lost, the table itself too.</summary>
    public void Lose()
    {
        _rows = new InMemoryMembershipTable();
        _isMade = false;
    }

    /// <summary>What was written of a silo last is lost.</summary>
    public void Forget(SiloAddress silo, SiloStatus before)
    {
        var read = Read();
        var (entry, etag) = read.TryGet(silo)!;
        entry.Status = before;
        entry.SuspectTimes = null;
        Assert.True(Done(_rows.UpdateRow(entry, etag, new TableVersion(read.Version.Version - 1, read.Version.VersionEtag))));
    }

    public SiloStatus StatusOf(SiloAddress silo) => Read().TryGet(silo)?.Item1.Status ?? SiloStatus.None;

    public MembershipTableData Read() => Done(_rows.ReadAll());

    public IMembershipTable For(SimulatedProcess process) => new Remote(this, process);

    private static T Done<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private Task<T> Ask<T>(SimulatedProcess process, Func<IMembershipTable, Task<T>> operation)
    {
        Operations++;
        var answer = new TaskCompletionSource<T>();
        simulation.Schedule(OneWay, () =>
        {
            if (IsSilent || process.IsKilled)
                return;
            var isAway = IsAway || !_isMade;
            var result = isAway ? default! : Done(operation(_rows));
            simulation.Schedule(OneWay, () =>
            {
                if (isAway)
                    answer.SetException(new IOException("The table is away."));
                else
                    answer.SetResult(result);
            });
        });
        return answer.Task;
    }

    private sealed class Remote(SimulatedTable table, SimulatedProcess process) : IMembershipTable
    {
        public Task InitializeMembershipTable(bool tryInitTableVersion)
        {
            table._isMade |= tryInitTableVersion && table is { IsAway: false, IsSilent: false };
            return Ask(rows => rows.InitializeMembershipTable(tryInitTableVersion));
        }

        public Task DeleteMembershipTableEntries(string clusterId) => Ask(rows => rows.DeleteMembershipTableEntries(clusterId));

        public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Ask(rows => rows.CleanupDefunctSiloEntries(beforeDate));

        public Task<MembershipTableData> ReadRow(SiloAddress key) => table.Ask(process, rows => rows.ReadRow(key));

        public Task<MembershipTableData> ReadAll() => table.Ask(process, rows => rows.ReadAll());

        public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => table.Ask(process, rows => rows.InsertRow(entry, tableVersion));

        public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => table.Ask(process, rows => rows.UpdateRow(entry, etag, tableVersion));

        public Task UpdateIAmAlive(MembershipEntry entry) => Ask(rows => rows.UpdateIAmAlive(entry));

        private Task<bool> Ask(Func<IMembershipTable, Task> operation) => table.Ask(process, rows =>
        {
            operation(rows).GetAwaiter().GetResult();
            return Task.FromResult(true);
        });
    }
}
