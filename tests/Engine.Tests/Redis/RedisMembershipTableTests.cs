using Orleans.Clustering.Redis;

namespace MiningGrid.Engine.Tests.Redis;

public sealed class RedisMembershipTableTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly DateTime s_start = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly string _cluster = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_new_table_is_empty_and_making_it_again_keeps_it()
    {
        await using var table = await Open();
        var empty = await table.ReadAll();

        await Insert(table, Entry(1));
        await table.InitializeMembershipTable(tryInitTableVersion: true);

        Assert.Empty(empty.Members);
        Assert.Equal(0, empty.Version.Version);
        Assert.Single((await table.ReadAll()).Members);
    }

    [Fact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        await using var table = await Open();
        var entry = Entry(1);
        entry.HostName = "host \"IAmAliveTime\":\"of many\" ünïcodes";
        entry.SuspectTimes = [Tuple.Create(Silo(2), s_start.AddTicks(7)), Tuple.Create(Silo(3), s_start.AddSeconds(1))];

        await Insert(table, entry);

        var read = (await table.ReadAll()).TryGet(Silo(1))!.Item1;
        Assert.Equal(entry.ToFullString(), read.ToFullString());
        Assert.Equal(DateTimeKind.Utc, read.StartTime.Kind);
        Assert.Equal((entry.RoleName, entry.UpdateZone, entry.FaultZone), (read.RoleName, read.UpdateZone, read.FaultZone));
    }

    [Fact]
    public async Task One_row_is_read_alone_with_the_version()
    {
        await using var table = await Open();
        await Insert(table, Entry(1));
        await Insert(table, Entry(2));

        var one = await table.ReadRow(Silo(2));
        var none = await table.ReadRow(Silo(9));

        Assert.Equal(Silo(2), Assert.Single(one.Members).Item1.SiloAddress);
        Assert.Empty(none.Members);
        Assert.Equal(2, one.Version.Version);
        Assert.Equal(2, none.Version.Version);
    }

    [Fact]
    public async Task Each_change_moves_the_version_and_its_etag()
    {
        await using var table = await Open();
        var versions = new List<TableVersion> { (await table.ReadAll()).Version };

        await Insert(table, Entry(1));
        versions.Add((await table.ReadAll()).Version);
        Assert.True(await Update(table, Entry(1, SiloStatus.Active)));
        versions.Add((await table.ReadAll()).Version);

        Assert.Equal([0, 1, 2], versions.Select(version => version.Version));
        Assert.Equal(3, versions.Select(version => version.VersionEtag).Distinct().Count());
        Assert.Equal(SiloStatus.Active, (await table.ReadRow(Silo(1))).Members[0].Item1.Status);
    }

    [Fact]
    public async Task An_insert_at_an_old_version_or_of_a_known_silo_is_refused()
    {
        await using var table = await Open();
        var old = (await table.ReadAll()).Version;
        await Insert(table, Entry(1));

        Assert.False(await table.InsertRow(Entry(2), old.Next()));
        Assert.False(await table.InsertRow(Entry(1), (await table.ReadAll()).Version.Next()));

        var data = await table.ReadAll();
        Assert.Single(data.Members);
        Assert.Equal(1, data.Version.Version);
    }

    [Fact]
    public async Task An_update_at_an_old_version_or_etag_or_of_an_unknown_silo_is_refused()
    {
        await using var table = await Open();
        await Insert(table, Entry(1));
        var old = await table.ReadAll();
        await Insert(table, Entry(2));
        var now = await table.ReadAll();

        Assert.False(await table.UpdateRow(Entry(1, SiloStatus.Dead), old.TryGet(Silo(1))!.Item2, old.Version.Next()));
        Assert.False(await table.UpdateRow(Entry(1, SiloStatus.Dead), old.TryGet(Silo(1))!.Item2, now.Version.Next()));
        Assert.False(await table.UpdateRow(Entry(9, SiloStatus.Dead), now.Version.VersionEtag, now.Version.Next()));

        Assert.All((await table.ReadAll()).Members, row => Assert.Equal(SiloStatus.Joining, row.Item1.Status));
    }

    [Fact]
    public async Task Of_many_that_change_it_at_once_one_wins_each_version()
    {
        const int Silos = 12;
        await using var table = await Open();
        await using var other = await Open();

        await Task.WhenAll(Enumerable.Range(1, Silos).Select(silo => Insert(silo % 2 == 0 ? table : other, Entry(silo))));

        var data = await table.ReadAll();
        Assert.Equal(Silos, data.Version.Version);
        Assert.Equal(Silos, data.Members.Count);
    }

    [Fact]
    public async Task A_sign_of_life_changes_nothing_else()
    {
        await using var table = await Open();
        var entry = Entry(1);
        entry.SuspectTimes = [Tuple.Create(Silo(2), s_start)];
        await Insert(table, entry);
        var before = await table.ReadAll();

        // The silo itself does not know of the vote.
        var own = Entry(1);
        own.IAmAliveTime = s_start.AddMinutes(5);
        await table.UpdateIAmAlive(own);

        var after = await table.ReadAll();
        Assert.Equal(before.Version.VersionEtag, after.Version.VersionEtag);
        var row = after.TryGet(Silo(1))!;
        Assert.Equal(before.TryGet(Silo(1))!.Item2, row.Item2);
        entry.IAmAliveTime = own.IAmAliveTime;
        Assert.Equal(entry.ToFullString(), row.Item1.ToFullString());
    }

    [Fact]
    public async Task A_sign_of_life_does_not_bring_back_a_silo_whose_row_is_gone()
    {
        await using var table = await Open();
        await Insert(table, Entry(1));

        var failure = await Assert.ThrowsAsync<RedisClusteringException>(() => table.UpdateIAmAlive(Entry(2)));

        Assert.Contains(Silo(2).ToString(), failure.Message, StringComparison.Ordinal);
        Assert.Single((await table.ReadAll()).Members);
    }

    [Fact]
    public async Task Cleaning_deletes_those_that_are_dead_for_long()
    {
        await using var table = await Open();
        await Insert(table, Entry(1, SiloStatus.Active));
        await Insert(table, Entry(2, SiloStatus.Dead));
        await Insert(table, Entry(3, SiloStatus.Dead, s_start.AddDays(2)));

        await table.CleanupDefunctSiloEntries(new DateTimeOffset(s_start.AddDays(1)));

        var left = (await table.ReadAll()).Members.Select(row => row.Item1.SiloAddress.Generation).Order();
        Assert.Equal([1, 3], left);
    }

    [Fact]
    public async Task A_table_that_is_gone_is_empty_and_can_be_written_anew()
    {
        await using var table = await Open();
        await Insert(table, Entry(1));

        await table.DeleteMembershipTableEntries(_cluster);

        var gone = await table.ReadAll();
        Assert.Empty(gone.Members);
        Assert.Equal(0, gone.Version.Version);
        Assert.Empty((await table.ReadRow(Silo(1))).Members);
        Assert.True(await table.InsertRow(Entry(1), gone.Version.Next()));
        Assert.False(await table.InsertRow(Entry(2), gone.Version.Next()));
        Assert.Equal(1, (await table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task Only_its_own_cluster_is_deleted()
    {
        await using var table = await Open();

        await Assert.ThrowsAsync<ArgumentException>(() => table.DeleteMembershipTableEntries("other"));
    }

    [Fact]
    public async Task A_row_that_is_none_is_told_with_its_name()
    {
        await using var table = await Open();
        await redis.Server.Ask(database => database.ExecuteAsync("HSET", $"bank/members/{_cluster}", "S1.2.3.4:5:6", "{\"Status\":3}"));

        var failure = await Assert.ThrowsAsync<RedisClusteringException>(table.ReadAll);

        Assert.Contains("S1.2.3.4:5:6", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>As the official provider writes them, by Newtonsoft.Json.</summary>
    [Fact]
    public async Task A_row_of_the_official_provider_is_read()
    {
        const string Row = """
            {"SiloAddress":{"SiloAddress":"172.18.0.3:11111@150000001"},"Status":3,"SuspectTimes":[{"Item1":{"SiloAddress":"172.18.0.4:11111@150000002"},"Item2":"2026-03-01T12:00:00Z"}],"ProxyPort":30000,"HostName":"a1","SiloName":"Silo_1","RoleName":"silo","UpdateZone":0,"FaultZone":0,"StartTime":"2026-03-01T12:00:00.123Z","IAmAliveTime":"2026-03-01T12:00:00Z"}
            """;
        await using var table = await Open();
        await redis.Server.Ask(database => database.ExecuteAsync("HSET", $"bank/members/{_cluster}", "S172.18.0.3:11111:150000001", Row));

        var entry = Assert.Single((await table.ReadAll()).Members).Item1;

        Assert.Equal(SiloStatus.Active, entry.Status);
        Assert.Equal("172.18.0.3:11111@150000001", entry.SiloAddress.ToParsableString());
        Assert.Equal(s_start, Assert.Single(entry.SuspectTimes!).Item2);
        entry.IAmAliveTime = s_start.AddHours(1);
        await table.UpdateIAmAlive(entry);
        Assert.Equal(entry.ToFullString(), (await table.ReadAll()).Members[0].Item1.ToFullString());
    }

    private static SiloAddress Silo(int number) => SiloAddress.Parse($"127.0.0.1:11111@{number}");

    private static MembershipEntry Entry(int silo, SiloStatus status = SiloStatus.Joining, DateTime? alive = null) => new()
    {
        SiloAddress = Silo(silo),
        Status = status,
        ProxyPort = 30000,
        HostName = "here",
        SiloName = $"Silo_{silo}",
        StartTime = s_start,
        IAmAliveTime = alive ?? s_start,
    };

    private static async Task Insert(RedisMembershipTable table, MembershipEntry entry)
    {
        while (!await table.InsertRow(entry, (await table.ReadAll()).Version.Next()))
        {
        }
    }

    private static async Task<bool> Update(RedisMembershipTable table, MembershipEntry entry)
    {
        var data = await table.ReadAll();
        return await table.UpdateRow(entry, data.TryGet(entry.SiloAddress)!.Item2, data.Version.Next());
    }

    private async Task<RedisMembershipTable> Open()
    {
        var table = RedisStores.Membership(redis.Server, _cluster);
        await table.InitializeMembershipTable(tryInitTableVersion: true);
        return table;
    }
}
