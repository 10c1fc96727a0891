using MiningGrid.Cli.Hosting;
using MiningGrid.Client;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Cli.Watch;

/// <summary>Shows what happens in a grid, as it happens, until Ctrl-C.</summary>
internal static class WatchRun
{
    private const string ChainPrefix = "chain:";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public static async Task<int> Start(GridTarget target, string? chain, bool isJson, CancellationToken stopping)
    {
        await using var grid = await RemoteGrid.Connect(target, stopping, isWatching: true);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        if (chain is not null)
            await grid.Client.Chain(chain).GetStatus(stopping); // there must be one
        var output = new WatchOutput(isJson);
        var chains = new Dictionary<string, Task>(StringComparer.Ordinal);
        if (chain is not null)
            chains.Add(chain, WatchChain(grid.Client.Chain(chain), output, ended.Token));
        try
        {
            await Look(grid.Client, output, chains, all: chain is null, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Ctrl-C: the way to end it.
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(chains.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return ExitCode.Done;
    }

    /// <summary>Looks at nodes and jobs again and again, and follows every chain that is mined.</summary>
    private static async Task Look(
        IMiningGrid grid, WatchOutput output, Dictionary<string, Task> chains, bool all, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookEvery);
        var nodes = new NodeChanges();
        var jobs = new JobChanges();
        do
        {
            foreach (var node in nodes.Since(await grid.GetNodes(stopping)))
                output.Node(node);
            var ids = await grid.GetJobs(stopping);
            foreach (var id in all ? ids : [])
            {
                var name = id.StartsWith(ChainPrefix, StringComparison.Ordinal) ? id[ChainPrefix.Length..] : null;
                if (name is not null && !chains.ContainsKey(name))
                    chains.Add(name, WatchChain(grid.Chain(name), output, stopping));
            }

            foreach (var job in await jobs.Since(grid, ids.Where(id => !id.StartsWith(ChainPrefix, StringComparison.Ordinal)), stopping))
                output.Job(job);
            foreach (var broken in chains.Values.Where(watch => watch.IsFaulted))
                await broken;
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private static Task WatchChain(IGridChain chain, WatchOutput output, CancellationToken stopping) =>
        Task.WhenAll(WatchBlocks(chain, output, stopping), WatchStatus(chain, output, stopping));

    private static async Task WatchBlocks(IGridChain chain, WatchOutput output, CancellationToken stopping)
    {
        var from = (await chain.GetStatus(stopping)).Height + 1;
        await foreach (var block in chain.WatchBlocks(from, stopping))
            output.Block(block);
    }

    private static async Task WatchStatus(IGridChain chain, WatchOutput output, CancellationToken stopping)
    {
        (bool Mining, string? Trouble)? last = null;
        await foreach (var status in chain.WatchStatus(stopping))
        {
            if (last != (status.Mining, status.Trouble))
                output.Mining(status);
            last = (status.Mining, status.Trouble);
        }
    }
}
