using MiningGrid.Cli.CommandLine;
using MiningGrid.Cli.Hosting;
using MiningGrid.Client;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Mining;
using MiningGrid.Silo.Wallet;

namespace MiningGrid.Cli.Solo;

/// <summary>Mines a chain on a silo in this process until told to stop.</summary>
internal static class SoloRun
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(500);

    public static async Task<int> Start(SoloOptions options, CancellationToken stopping)
    {
        try
        {
            await Run(options, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before mining began.");
        }
        return ExitCode.Done;
    }

    private static async Task Run(SoloOptions options, CancellationToken stopping)
    {
        var address = options.Target is { } target ? RewardAddress.Parse(target).ToString() : null;
        var settings = EmbeddedGrid.Settings(options.Workers);
        settings["Storage:Path"] = Path.GetFullPath(options.Data);
        if (options.OpenCl is { } devices)
            settings["Mining:OpenCl"] = devices;

        await using var grid = await EmbeddedGrid.Start(settings, stopping);
        // To open a wallet takes a fraction of a second by design: meanwhile the chain is loaded.
        var opening = address is null ? Task.Run(() => MinerWallet.OpenOrCreate(options.Data, options.PassphraseFile), stopping) : null;
        var chain = await ChainFinder.OpenOrCreate(
            grid.Client,
            new(options.Chain, options.Difficulty, options.VersionRolling, Path.GetFullPath(options.Data), "another --chain NAME or --data DIR"),
            stopping);
        var wallet = opening is null ? null : await opening;
        address ??= wallet!.Address.ToString();

        await using var display = MakeDisplay(options.Json);
        await Mine(chain, options, address, wallet, grid.Workers, display, stopping);
    }

    private static async Task Mine(
        IGridChain chain, SoloOptions options, string address, MinerWallet? wallet, WorkerPool workers, ISoloDisplay display, CancellationToken stopping)
    {
        var height = (await chain.GetStatus(stopping)).Height;
        display.Started(new(chain.Name, height, address, wallet, Path.GetFullPath(options.Data), workers.Workers, workers.ScannerNames));
        await chain.StartMining(new MiningRequest(address, StopAtHeight: height + options.Blocks), stopping);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var watching = WatchProgress(chain, display, ended.Token);
        long shown;
        try
        {
            shown = await Show(chain, display, height, height + options.Blocks, stopping);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }

        // A block may have been found while Ctrl-C was on its way: it is shown too.
        using var patience = new CancellationTokenSource(StopPatience);
        var head = await StopMining(chain, patience.Token) ?? shown;
        if (head > shown)
            await Show(chain, display, shown, head, patience.Token);
        await display.Stopped(Farewell(options, head, head - height));
    }

    /// <summary>Shows blocks above a height up to another, or until cancelled.</summary>
    /// <returns>The height of the last one shown.</returns>
    private static async Task<long> Show(IGridChain chain, ISoloDisplay display, long above, long? upTo, CancellationToken cancellationToken)
    {
        var shown = above;
        try
        {
            await foreach (var block in chain.WatchBlocks(above + 1, cancellationToken))
            {
                display.Mined(block);
                shown = block.Height;
                if (shown == upTo)
                    break;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C: the way to end it.
        }
        return shown;
    }

    private static async Task WatchProgress(IGridChain chain, ISoloDisplay display, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
                display.Progressed(SoloProgress.Of(await chain.GetStatus(ended), await FindJob(chain, ended)));
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static async Task<JobStatus?> FindJob(IGridChain chain, CancellationToken cancellationToken)
    {
        try
        {
            return await chain.Job.GetStatus(cancellationToken);
        }
        catch (JobNotFoundException)
        {
            return null; // not given out yet
        }
    }

    private static async Task<long?> StopMining(IGridChain chain, CancellationToken patience)
    {
        try
        {
            return (await chain.StopMining(patience)).Height;
        }
        catch (OperationCanceledException)
        {
            return null; // the silo stops anyway
        }
    }

    private static string Farewell(SoloOptions options, long height, long mined)
    {
        var again = "minegrid solo";
        if (options.Chain != CommonOptions.DefaultChain)
            again += $" --chain {options.Chain}";
        if (options.Data != CommonOptions.DefaultData)
            again += $" --data {options.Data}";
        return $"Stopped at height {height}, {mined} {(mined == 1 ? "block" : "blocks")} mined. To go on: {again}";
    }

    private static ISoloDisplay MakeDisplay(bool json)
    {
        if (json)
            return new JsonDisplay();
        return Console.IsOutputRedirected ? new PlainDisplay(TimeProvider.System) : new LiveDisplay(TimeProvider.System);
    }
}
