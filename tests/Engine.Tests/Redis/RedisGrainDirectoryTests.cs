using Orleans.GrainDirectory.Redis;

namespace MiningGrid.Engine.Tests.Redis;

public sealed class RedisGrainDirectoryTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly SiloAddress s_here = SiloAddress.Parse("127.0.0.1:11111@100");
    private static readonly SiloAddress s_there = SiloAddress.Parse("10.0.0.7:11111@200");

    private readonly string _cluster = Guid.NewGuid().ToString("N");
    private readonly GrainId _grain = GrainId.Create("account", "a b/c d");

    [Fact]
    public async Task An_unknown_grain_has_no_address()
    {
        await using var directory = Open();

        Assert.Null(await directory.Lookup(_grain));
    }

    [Fact]
    public async Task A_registered_address_is_found_by_another_silo()
    {
        await using var directory = Open();
        await using var other = Open();
        var address = Address(s_here, version: 17);

        var registered = await directory.Register(address);

        Assert.Equal(address, registered);
        Assert.Equal(address, await other.Lookup(_grain));
    }

    [Fact]
    public async Task An_address_without_a_version_comes_back_as_it_was()
    {
        await using var directory = Open();
        var address = new GrainAddress { GrainId = _grain, ActivationId = ActivationId.NewId(), SiloAddress = SiloAddress.Parse("::1:30000@5") };

        await directory.Register(address);

        Assert.Equal(address, await directory.Lookup(_grain));
    }

    [Fact]
    public async Task The_first_registration_wins()
    {
        await using var directory = Open();
        var first = Address(s_here);
        await directory.Register(first);

        var registered = await directory.Register(Address(s_there));

        Assert.Equal(first, registered);
        Assert.Equal(first, await directory.Lookup(_grain));
    }

    [Fact]
    public async Task A_registration_takes_the_place_of_the_one_it_names()
    {
        await using var directory = Open();
        var first = Address(s_here);
        var second = Address(s_there);
        await directory.Register(first);

        Assert.Equal(second, await directory.Register(second, first));

        Assert.Equal(second, await directory.Lookup(_grain));
    }

    [Fact]
    public async Task A_registration_in_the_place_of_one_that_has_gone_stands()
    {
        await using var directory = Open();
        var address = Address(s_here);

        Assert.Equal(address, await directory.Register(address, Address(s_there)));
    }

    [Fact]
    public async Task A_registration_in_the_place_of_another_than_is_there_does_not()
    {
        await using var directory = Open();
        var first = Address(s_here);
        await directory.Register(first);

        Assert.Equal(first, await directory.Register(Address(s_there), Address(s_here)));
    }

    /// <summary>An outside client has no activation: its gateway alone tells its addresses apart.</summary>
    [Fact]
    public async Task Without_an_activation_the_silo_tells_addresses_apart()
    {
        await using var directory = Open();
        var old = new GrainAddress { GrainId = _grain, SiloAddress = s_here };
        var moved = new GrainAddress { GrainId = _grain, SiloAddress = s_there };
        await directory.Register(old);
        await directory.Register(moved, old);

        await directory.Unregister(old);

        Assert.Equal(s_there, (await directory.Lookup(_grain))!.SiloAddress);
    }

    [Fact]
    public async Task Only_the_registered_address_is_unregistered()
    {
        await using var directory = Open();
        var address = Address(s_here);
        await directory.Register(address);

        await directory.Unregister(Address(s_here));
        Assert.NotNull(await directory.Lookup(_grain));

        await directory.Unregister(address);
        Assert.Null(await directory.Lookup(_grain));
        await directory.Unregister(address);
    }

    [Fact]
    public async Task Of_many_that_register_at_once_all_learn_of_the_same_winner()
    {
        await using var directory = Open();
        await using var other = Open();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? directory : other).Register(Address(i % 2 == 0 ? s_here : s_there))));

        Assert.Single(answers.Distinct());
        Assert.Equal(answers[0], await directory.Lookup(_grain));
    }

    [Fact]
    public async Task Of_many_that_take_a_dead_ones_place_at_once_one_does()
    {
        await using var directory = Open();
        var dead = Address(s_here);
        await directory.Register(dead);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => directory.Register(Address(s_there), dead)));

        Assert.Single(answers.Distinct());
        Assert.Equal(s_there, answers[0]!.SiloAddress);
    }

    [Fact]
    public async Task A_dead_silos_addresses_go_and_others_stay()
    {
        const int Grains = 2500;
        await using var directory = Open();
        await Task.WhenAll(Enumerable.Range(0, Grains).Select(i => directory.Register(Address(i % 5 == 0 ? s_there : s_here, grain: Grain(i)))));

        await directory.UnregisterSilos([s_here]);

        var found = await Task.WhenAll(Enumerable.Range(0, Grains).Select(i => directory.Lookup(Grain(i))));
        Assert.All(found.Index(), entry => Assert.Equal(entry.Index % 5 == 0 ? s_there : null, entry.Item?.SiloAddress));
    }

    [Fact]
    public async Task What_has_moved_away_from_a_silo_outlives_it()
    {
        await using var directory = Open();
        var first = Address(s_here);
        await directory.Register(first);
        await directory.Unregister(first);
        await directory.Register(Address(s_there));

        await directory.UnregisterSilos([s_here]);

        Assert.NotNull(await directory.Lookup(_grain));
    }

    [Fact]
    public async Task A_silo_that_started_again_on_its_port_keeps_what_is_its_own()
    {
        await using var directory = Open();
        var restarted = SiloAddress.New(s_here.Endpoint, s_here.Generation + 1);
        await directory.Register(Address(restarted));

        await directory.UnregisterSilos([s_here]);

        Assert.NotNull(await directory.Lookup(_grain));
    }

    [Fact]
    public async Task Nothing_is_left_in_Redis_of_silos_whose_grains_have_all_gone()
    {
        await using var directory = Open();
        var address = Address(s_here);
        var successor = Address(s_there);
        await directory.Register(address);
        await directory.Register(successor, address);
        await directory.Unregister(successor);

        var keys = await redis.Server.Ask(database => database.ExecuteAsync("KEYS", $"*{_cluster}*"));

        Assert.Empty((string[]?)keys ?? []);
    }

    [Fact]
    public async Task Another_cluster_has_another_directory()
    {
        await using var directory = Open();
        await using var other = RedisStores.Directory(redis.Server, "other");
        await directory.Register(Address(s_here));

        Assert.Null(await other.Lookup(_grain));
        await other.UnregisterSilos([s_here]);
        Assert.NotNull(await directory.Lookup(_grain));
    }

    private static GrainId Grain(int number) => GrainId.Create("account", number.ToString());

    private RedisGrainDirectory Open() => RedisStores.Directory(redis.Server, _cluster);

    private GrainAddress Address(SiloAddress silo, long version = 1, GrainId? grain = null) =>
        new() { GrainId = grain ?? _grain, ActivationId = ActivationId.NewId(), SiloAddress = silo, MembershipVersion = new MembershipVersion(version) };
}
