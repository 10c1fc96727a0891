using MiningGrid.Cli.Hosting;
using MiningGrid.Cli.Output;
using MiningGrid.Cli.Solo;
using MiningGrid.Client;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Silo.Wallet;

namespace MiningGrid.Cli.Mine;

/// <summary>Tells a grid to mine a chain, to stop, or to say how it goes.</summary>
internal static class MineRun
{
    public static async Task<int> Start(MineOptions options, MineStart start, CancellationToken stopping)
    {
        var address = start.Target is { } target ? RewardAddress.Parse(target).ToString() : null;
        await using var grid = await RemoteGrid.Connect(options.Grid, stopping);
        var chain = await ChainFinder.OpenOrCreate(
            grid.Client,
            new(options.Chain, start.Difficulty, start.VersionRolling, $"the grid at {options.Grid}", "another --chain NAME"),
            stopping);
        address ??= await WalletAddress(start);
        var status = await chain.StartMining(new MiningRequest(address, start.Message, start.Until), stopping);
        await Write(chain, status, options.Json, stopping);
        return ExitCode.Done;
    }

    public static async Task<int> Stop(MineOptions options, CancellationToken stopping)
    {
        await using var grid = await RemoteGrid.Connect(options.Grid, stopping);
        var chain = grid.Client.Chain(options.Chain);
        await Write(chain, await chain.StopMining(stopping), options.Json, stopping);
        return ExitCode.Done;
    }

    public static async Task<int> Status(MineOptions options, CancellationToken stopping)
    {
        await using var grid = await RemoteGrid.Connect(options.Grid, stopping);
        var chain = grid.Client.Chain(options.Chain);
        await Write(chain, await chain.GetStatus(stopping), options.Json, stopping);
        return ExitCode.Done;
    }

    private static async Task<string> WalletAddress(MineStart start)
    {
        var wallet = MinerWallet.OpenOrCreate(start.Data, start.PassphraseFile);
        if (wallet.IsNew)
        {
            await Console.Error.WriteLineAsync(
                $"Made your wallet: the key is in {wallet.Path}, encrypted; its passphrase is in {wallet.PassphraseOrigin}. Keep copies of both.");
        }

        return wallet.Address.ToString();
    }

    private static async Task Write(IGridChain chain, ChainStatus status, bool isJson, CancellationToken stopping)
    {
        var rate = status.Mining ? await RateOf(chain, stopping) : 0;
        if (isJson)
        {
            JsonLines.Write(
                new MiningEvent(status.Name, status.Mining, status.Height, $"{status.Tip}", $"{status.NextBits}", rate, status.RewardAddress, status.Trouble),
                EventContext.Default.MiningEvent);
            return;
        }

        Console.WriteLine($"chain       {status.Name}");
        Console.WriteLine($"mining      {(status.Mining ? "yes" : "no")}");
        Console.WriteLine($"height      {status.Height}");
        Console.WriteLine($"tip         {status.Tip}");
        Console.WriteLine($"next block  {Expected(status.NextBits)}");
        if (status.Mining)
            Console.WriteLine($"hash rate   {Quantity.HashRate(rate)}");
        if (status.RewardAddress is { } address)
            Console.WriteLine($"rewards to  {address}");
        if (status.Trouble is { } trouble)
            Console.WriteLine($"waits       {trouble}");
    }

    private static string Expected(CompactTarget bits) =>
        bits.TryGetTarget(out var target) ? $"{bits}: {Quantity.Hashes(Target.ExpectedHashes(target))} expected" : $"{bits}";

    private static async Task<double> RateOf(IGridChain chain, CancellationToken stopping)
    {
        try
        {
            return (await chain.Job.GetStatus(stopping)).HashRate;
        }
        catch (JobNotFoundException)
        {
            return 0; // not given out yet
        }
    }
}
