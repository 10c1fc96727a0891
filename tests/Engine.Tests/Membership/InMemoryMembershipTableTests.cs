using System.Net;
using Compact.Membership;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class InMemoryMembershipTableTests
{
    private readonly InMemoryMembershipTable _table = new();

    [Fact]
    public async Task Of_two_that_insert_at_one_version_one_succeeds()
    {
        var version = (await _table.ReadAll()).Version.Next();

        Assert.True(await _table.InsertRow(Entry(1), version));
        Assert.False(await _table.InsertRow(Entry(2), version));
        Assert.Single((await _table.ReadAll()).Members);
    }

    [Fact]
    public async Task An_update_needs_the_row_its_etag_and_the_version()
    {
        await _table.InsertRow(Entry(1), (await _table.ReadAll()).Version.Next());
        var read = await _table.ReadRow(Entry(1).SiloAddress);
        var etag = read.TryGet(Entry(1).SiloAddress)!.Item2;

        Assert.False(await _table.UpdateRow(Entry(2), etag, read.Version.Next()));
        Assert.False(await _table.UpdateRow(Entry(1), "another", read.Version.Next()));
        Assert.False(await _table.UpdateRow(Entry(1), etag, new TableVersion(9, "another")));
        Assert.True(await _table.UpdateRow(Entry(1), etag, read.Version.Next()));
        Assert.False(await _table.UpdateRow(Entry(1), etag, read.Version.Next()));
        Assert.Equal(2, (await _table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task A_sign_of_life_changes_no_version_and_what_is_read_is_a_copy()
    {
        await _table.InsertRow(Entry(1), (await _table.ReadAll()).Version.Next());
        var before = await _table.ReadAll();
        var entry = Entry(1);
        entry.IAmAliveTime = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        await _table.UpdateIAmAlive(entry);
        await _table.UpdateIAmAlive(Entry(2));
        var after = await _table.ReadAll();
        after.Members[0].Item1.Status = SiloStatus.Dead;

        Assert.Equal(before.Version.VersionEtag, after.Version.VersionEtag);
        Assert.Equal(before.Members[0].Item2, after.Members[0].Item2);
        var read = Assert.Single((await _table.ReadAll()).Members).Item1;
        Assert.Equal(entry.IAmAliveTime, read.IAmAliveTime);
        Assert.Equal(SiloStatus.Active, read.Status);
    }

    private static MembershipEntry Entry(int port) => new() { SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 1), Status = SiloStatus.Active };
}
