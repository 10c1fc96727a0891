using MiningGrid.Cli.Hosting;
using MiningGrid.Cli.Output;
using MiningGrid.Client;
using MiningGrid.GrainInterfaces.Grid;
using Spectre.Console;

namespace MiningGrid.Cli.Nodes;

/// <summary>Lists the nodes of a grid, once or for as long as one looks.</summary>
internal static class NodesRun
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public static async Task<int> Start(GridTarget target, bool isWatching, bool isJson, CancellationToken stopping)
    {
        await using var grid = await RemoteGrid.Connect(target, stopping, isWatching);
        if (!isWatching)
        {
            Write(await grid.Client.GetNodes(stopping), isJson);
            return ExitCode.Done;
        }

        try
        {
            await Watch(grid.Client, isJson, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Ctrl-C: the way to end it.
        }

        return ExitCode.Done;
    }

    private static Task Watch(IMiningGrid grid, bool isJson, CancellationToken stopping)
    {
        if (isJson || Console.IsOutputRedirected)
            return Repeat(grid, nodes => Write(nodes, isJson), stopping);
        return AnsiConsole.Live(NodesTable.Of([])).StartAsync(context =>
            Repeat(grid, nodes => context.UpdateTarget(NodesTable.Of(nodes)), stopping));
    }

    private static async Task Repeat(IMiningGrid grid, Action<IReadOnlyCollection<NodeStatus>> show, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookEvery);
        do
            show(await grid.GetNodes(stopping));
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private static void Write(IReadOnlyCollection<NodeStatus> nodes, bool isJson)
    {
        if (isJson)
        {
            foreach (var node in nodes)
                JsonLines.Write(NodeEvent.Of(node), EventContext.Default.NodeEvent);
            return;
        }

        Console.WriteLine(NodeText.Head);
        foreach (var node in nodes)
            Console.WriteLine(NodeText.Line(node));
        Console.WriteLine(NodeText.Sum(nodes));
        Console.Out.Flush();
    }
}
