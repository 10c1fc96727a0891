using System.CommandLine;

namespace MiningGrid.Cli.CommandLine;

/// <summary>The whole command line.</summary>
internal static class MinegridCommand
{
    public static RootCommand Create() => new("A proof-of-work mining grid: start it and it mines.")
    {
        SoloCommand.Create(),
        PuzzleCommand.Create(),
        HeadersCommand.Create(),
        ChainCommand.Create(),
        MineCommand.Create(),
        JobsCommand.CreateList(),
        JobsCommand.Create(),
        NodesCommand.Create(),
        WatchCommand.Create(),
        KeyCommand.Create(),
        BenchCommand.Create(),
    };
}
