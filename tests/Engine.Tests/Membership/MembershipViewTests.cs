using System.Net;
using Compact.Membership;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class MembershipViewTests
{
    private static readonly SiloAddress s_self = Silo(1);
    private readonly MembershipView _view = new(new Details(), new ManualTime());

    [Fact]
    public async Task A_reader_sees_the_latest_and_skips_what_it_was_too_slow_for()
    {
        Read(1, (2, SiloStatus.Joining));
        await using var reader = _view.Updates().GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal(1, reader.Current.Version.Value);

        for (var version = 2; version <= 1000; version++)
            Read(version, (2, SiloStatus.Active));

        Assert.True(await reader.MoveNextAsync());
        Assert.Equal(1000, reader.Current.Version.Value);
        var next = reader.MoveNextAsync();
        Assert.False(next.IsCompleted);
        Read(1001, (2, SiloStatus.Dead));
        Assert.True(await next);
        Assert.Equal(SiloStatus.Dead, reader.Current.GetSiloStatus(Silo(2)));
    }

    [Fact]
    public async Task Many_readers_that_race_with_changes_all_see_the_last_and_never_an_older_one()
    {
        const int Last = 2000;
        var readers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var seen = 0L;
            await foreach (var snapshot in _view.Updates())
            {
                Assert.True(snapshot.Version.Value > seen || seen == 0, $"{snapshot.Version} came after {seen}");
                seen = snapshot.Version.Value;
                if (seen == Last)
                    return;
            }
        })).ToArray();

        for (var version = 1; version <= Last; version++)
            Read(version, (2, SiloStatus.Active));

        await Eventually.Completes(Task.WhenAll(readers), "all readers to see the last version");
    }

    [Fact]
    public async Task A_reader_that_is_cancelled_ends()
    {
        using var over = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            await foreach (var snapshot in _view.Updates(over.Token))
                GC.KeepAlive(snapshot);
        });

        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader);
    }

    [Fact]
    public void What_is_read_twice_is_told_once()
    {
        Read(1, (2, SiloStatus.Active));
        var before = _view.Current;

        Read(1, (2, SiloStatus.Active));

        Assert.Same(before, _view.Current);
    }

    [Fact]
    public void Who_is_dead_stays_dead_and_a_version_never_goes_back()
    {
        Read(5, (2, SiloStatus.Dead), (3, SiloStatus.Active));
        Read(3, (2, SiloStatus.Active), (3, SiloStatus.Joining));

        Assert.Equal(SiloStatus.Dead, _view.Current.GetSiloStatus(Silo(2)));
        Assert.Equal(SiloStatus.Active, _view.Current.GetSiloStatus(Silo(3)));
        Assert.Equal(5, _view.Current.Version.Value);
        Assert.Equal(3, _view.State.TableVersion);
    }

    [Fact]
    public void A_row_that_is_missing_kills_nobody_and_a_dead_one_that_is_cleaned_away_is_forgotten()
    {
        Read(5, (2, SiloStatus.Dead), (3, SiloStatus.Active));
        Read(6);

        Assert.Equal(SiloStatus.None, _view.Current.GetSiloStatus(Silo(2)));
        Assert.Equal(SiloStatus.Dead, _view.Current.GetSiloStatus(Silo(2), new MembershipVersion(5)));
        Assert.Equal(SiloStatus.None, _view.Current.GetSiloStatus(Silo(4), new MembershipVersion(7)));
        Assert.Equal(SiloStatus.Active, _view.Current.GetSiloStatus(Silo(3)));
    }

    [Fact]
    public void A_change_says_what_changed()
    {
        Read(1, (2, SiloStatus.Active), (3, SiloStatus.Dead), (4, SiloStatus.Active));
        var before = _view.Current;
        Read(2, (2, SiloStatus.ShuttingDown), (4, SiloStatus.Active), (5, SiloStatus.Joining));

        var update = _view.Current.CreateUpdate(before);

        Assert.Equal([(Silo(2), SiloStatus.ShuttingDown), (Silo(5), SiloStatus.Joining)], update.Changes.Select(member => (member.SiloAddress, member.Status)).OrderBy(change => change.SiloAddress));
        Assert.False(_view.Current.CreateUpdate(_view.Current).HasChanges);
        Assert.Throws<ArgumentException>(() => before.CreateUpdate(_view.Current));
        Assert.Equal(4, _view.Current.AsUpdate().Changes.Length);
    }

    [Fact]
    public void A_silo_that_has_a_successor_is_dead() =>
        Assert.Equal(SiloStatus.Dead, _view.Current.GetSiloStatus(SiloAddress.New(s_self.Endpoint, s_self.Generation - 1)));

    private static SiloAddress Silo(int port) => SiloAddress.New(IPAddress.Loopback, port, 5);

    private void Read(int version, params (int Port, SiloStatus Status)[] rows) => Assert.Null(_view.Accept(new MembershipTableData(
        [.. rows.Select(row => Tuple.Create(new MembershipEntry { SiloAddress = Silo(row.Port), Status = row.Status }, "tag"))],
        new TableVersion(version, "tag"))));

    private sealed class Details : ILocalSiloDetails
    {
        public string Name => "self";

        public string ClusterId => "cluster";

        public string DnsHostName => "host";

        public SiloAddress SiloAddress => s_self;

        public SiloAddress GatewayAddress => s_self;
    }
}
