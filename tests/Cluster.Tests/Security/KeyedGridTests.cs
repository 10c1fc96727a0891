using Microsoft.Extensions.Hosting;
using MiningGrid.Client;
using MiningGrid.Client.Connections;
using MiningGrid.Cluster.Tests.Engines;
using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.Security;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Security;

/// <summary>Grids whose silos and clients know each other by a key.</summary>
public sealed class KeyedGridTests
{
    private const int ZeroBits = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_grid_with_a_key_mines_and_goes_on_when_the_chains_silo_is_killed()
    {
        using var key = new TestKey();
        await using var grid = await RunningGrid.Start(3, key.Settings);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        await chain.Grow(3);

        await grid.Kill(await grid.HostOf(grid.Cluster.GetGrain<IChainGrain>("fault")) ?? throw new InvalidOperationException("The chain's grain is on no silo."));
        await chain.Grow(5);

        using var folder = new TempFolder();
        (await Minegrid.Run(folder, ["nodes", "--connect", $"redis://{grid.Redis.Endpoint}", "--cluster", grid.ClusterId, .. key.Options])).Expect(0);
        await grid.Grow();
        await chain.Grow(3);
        await chain.StopAndVerify();
        await grid.WaitForNodes(3);
    }

    [Fact]
    public async Task A_silo_with_another_key_can_not_join_and_says_why_and_the_grid_is_unharmed()
    {
        using var key = new TestKey();
        using var other = new TestKey();
        // Two: one vote is enough to have a silo declared dead.
        await using var grid = await RunningGrid.Start(2, key.Settings);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);

        await using var stranger = Launch(grid, other.Settings);
        await using var nobody = Launch(grid);
        Assert.NotEqual(0, await stranger.Run.WaitForExit());
        Assert.NotEqual(0, await nobody.Run.WaitForExit());

        Assert.Contains($"it has another key, {key.Fingerprint}; the key here is {other.Fingerprint}", Said(stranger), StringComparison.Ordinal);
        Assert.Contains(CompactEngine.Missing is null ? "it speaks TLS, and this side does not" : "Connection terminated prematurely", Said(nobody), StringComparison.Ordinal);
        await grid.WaitForNodes(2);
        Assert.DoesNotContain(grid.Silos, silo => silo.Run.HasExited);
        Assert.Contains(grid.Silos, silo => silo.Run.Output.Contains($"it has another key, {other.Fingerprint}", StringComparison.Ordinal));
        await chain.Grow(3);
        await chain.StopAndVerify();
    }

    [Fact]
    public async Task A_command_with_another_key_or_none_is_told_so()
    {
        using var key = new TestKey();
        using var other = new TestKey();
        using var folder = new TempFolder();
        await using var silo = await SiloProcess.Start([("Storage:Provider", "memory"), ("Mining:Workers", "0"), .. key.Settings]);
        await using var plain = await SiloProcess.Start(("Storage:Provider", "memory"), ("Mining:Workers", "0"));
        string[] nodes = ["nodes", "--connect", $"127.0.0.1:{silo.GatewayPort}"];

        (await Minegrid.Run(folder, [.. nodes, .. key.Options])).Expect(0);
        var wrong = (await Minegrid.Run(folder, [.. nodes, .. other.Options])).Expect(1);
        var none = (await Minegrid.Run(folder, nodes)).Expect(1);
        var needless = (await Minegrid.Run(folder, ["nodes", "--connect", $"127.0.0.1:{plain.GatewayPort}", .. key.Options])).Expect(1);

        Assert.Contains($"127.0.0.1:{silo.GatewayPort} is not of this grid: it has another key, {key.Fingerprint}", wrong.Error, StringComparison.Ordinal);
        Assert.Matches("[Tt]he grid ha(s|ve) a key.*--key", none.Error);
        Assert.Contains($"127.0.0.1:{plain.GatewayPort} closed the connection in the handshake: does it have a key?", needless.Error, StringComparison.Ordinal);
    }

    [CompactFact] // the official engine does not let a client see how the connection ended
    public async Task A_program_without_a_key_is_told_so_long_before_it_would_give_up()
    {
        var refusal = await Refusal(_ => { });

        Assert.Contains("The grid has a key, and none was given: --key FILE", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("MiningGridClientOptions.KeyFile", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_with_another_key_is_told_so_long_before_it_would_give_up()
    {
        using var other = new TestKey();

        var refusal = await Refusal(options => (options.KeyFile, options.KeyPassphraseFile) = (other.KeyFile, other.PassphraseFile));

        Assert.Contains($"the key here is {other.Fingerprint}", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a passphrase of a test", $"{refusal}", StringComparison.Ordinal);
    }

    /// <summary>What a program that would wait for a day learns of a grid with a key.</summary>
    private static async Task<GridKeyException> Refusal(Action<MiningGridClientOptions> configure)
    {
        using var key = new TestKey();
        await using var silo = await SiloProcess.Start([("Storage:Provider", "memory"), ("Mining:Workers", "0"), .. key.Settings]);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseMiningGrid(GridAddress.Parse($"127.0.0.1:{silo.GatewayPort}"), configure: options =>
        {
            options.ConnectFor = TimeSpan.FromDays(1);
            configure(options);
        });
        using var program = builder.Build();
        return await Assert.ThrowsAsync<GridKeyException>(() => program.StartAsync().WaitAsync(Patience));
    }

    // The official engine tries for minutes, logging why it can't join, and is declared dead meanwhile: it says nothing more at its end.
    private static string Said(SiloProcess silo) => CompactEngine.Missing is null ? silo.Run.Error : silo.Run.Output;

    private static SiloProcess Launch(RunningGrid grid, params (string Name, string Value)[] settings) => SiloProcess.Launch(
    [
        ("Clustering:Provider", "redis"), ("Clustering:ClusterId", grid.ClusterId), ("Redis:ConnectionString", grid.Redis.Endpoint),
        ("Storage:Provider", "redis"), ("Mining:Workers", "0"), .. settings,
    ]);
}
