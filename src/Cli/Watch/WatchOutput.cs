using MiningGrid.Cli.Jobs;
using MiningGrid.Cli.Nodes;
using MiningGrid.Cli.Output;
using MiningGrid.Cli.Solo;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cli.Watch;

/// <summary>Writes what happens, one line each.</summary>
internal sealed class WatchOutput(bool isJson)
{
    public void Block(BlockAccepted block)
    {
        if (isJson)
            JsonLines.Write(BlockEvent.Of(block), EventContext.Default.BlockEvent);
        else
            Write($"block    {block.Chain}  {BlockLine.Of(block)}");
    }

    public void Mining(ChainStatus status)
    {
        if (isJson)
        {
            JsonLines.Write(
                new MiningEvent(status.Name, status.Mining, status.Height, $"{status.Tip}", $"{status.NextBits}", null, status.RewardAddress, status.Trouble),
                EventContext.Default.MiningEvent);
            return;
        }

        var what = status switch
        {
            { Trouble: { } trouble } => $"waits: {trouble}",
            { Mining: true } => $"is being mined from height {status.Height + 1} on",
            _ => $"is not being mined, at height {status.Height}",
        };
        Write($"chain    {status.Name}  {what}");
    }

    public void Node(NodeStatus node)
    {
        if (isJson)
            JsonLines.Write(NodeEvent.Of(node), EventContext.Default.NodeEvent);
        else
            Write($"node     {node.Registration.Name}  {node.Registration.Id}  {NodeText.State(node)}");
    }

    public void Job(JobStatus job)
    {
        if (isJson)
            JsonLines.Write(JobEvent.Of(job), EventContext.Default.JobEvent);
        else
            Write($"job      {JobText.Line(job)}");
    }

    private static void Write(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
