using System.Net;
using Compact.Membership;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class VotesTests
{
    private static readonly DateTime s_now = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(2, 3, 2)]
    [InlineData(2, 100, 2)]
    [InlineData(1, 100, 1)]
    [InlineData(3, 4, 2)]
    [InlineData(3, 5, 3)]
    [InlineData(3, 6, 3)]
    public void A_death_takes_the_votes_that_are_set_but_no_more_than_half(int set, int active, int needed) =>
        Assert.Equal(needed, Votes.Needed(set, active));

    [Fact]
    public void Votes_that_are_old_or_of_the_dead_do_not_count()
    {
        var entry = new MembershipEntry();
        entry.AddSuspector(Silo(1), s_now.AddSeconds(-9));
        entry.AddSuspector(Silo(2), s_now.AddSeconds(-10));
        entry.AddSuspector(Silo(3), s_now);
        entry.AddSuspector(Silo(1), s_now);

        Assert.Equal([Silo(1)], Votes.Valid(entry, s_now, TimeSpan.FromSeconds(10), silo => silo.Equals(Silo(3))));
    }

    [Fact]
    public void A_second_vote_of_a_silo_replaces_its_first_and_one_too_many_the_oldest()
    {
        var entry = new MembershipEntry();
        entry.AddOrUpdateSuspector(Silo(1), s_now, 2);
        entry.AddOrUpdateSuspector(Silo(2), s_now.AddSeconds(1), 2);
        entry.AddOrUpdateSuspector(Silo(1), s_now.AddSeconds(2), 2);
        Assert.Equal([(Silo(1), 2), (Silo(2), 1)], Read(entry));

        entry.AddOrUpdateSuspector(Silo(3), s_now.AddSeconds(3), 2);
        Assert.Equal([(Silo(1), 2), (Silo(3), 3)], Read(entry));
    }

    private static IEnumerable<(SiloAddress Silo, int Second)> Read(MembershipEntry entry) =>
        entry.SuspectTimes!.Select(vote => (vote.Item1, (int)(vote.Item2 - s_now).TotalSeconds));

    private static SiloAddress Silo(int port) => SiloAddress.New(IPAddress.Loopback, port, 1);
}
