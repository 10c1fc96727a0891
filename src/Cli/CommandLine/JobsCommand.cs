using System.CommandLine;
using MiningGrid.Cli.Hosting;
using MiningGrid.Cli.Jobs;

namespace MiningGrid.Cli.CommandLine;

/// <summary><c>minegrid jobs</c> and <c>minegrid job ID</c>.</summary>
internal static class JobsCommand
{
    public static Command CreateList()
    {
        var command = new Command("jobs", "List a grid's searches: those that run, and the last that ended.");
        var connect = new ConnectOptions(command);
        var json = CommonOptions.Json();
        command.Options.Add(json);
        command.SetAction((parsed, stopping) => JobsRun.List(connect.Require(parsed), parsed.GetValue(json), stopping));
        return command;
    }

    public static Command Create()
    {
        var command = new Command("job", "Show one of a grid's searches, or cancel it.") { One("cancel", "Cancel a search; what it found stays.", JobsRun.Cancel) };
        Fill(command, JobsRun.Show);
        return command;
    }

    private static Command One(string name, string description, Func<GridTarget, string, bool, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        Fill(command, run);
        return command;
    }

    private static void Fill(Command command, Func<GridTarget, string, bool, CancellationToken, Task<int>> run)
    {
        var id = new Argument<string>("ID") { Description = "The job's id; chain:NAME for the work of a chain" };
        command.Arguments.Add(id);
        var connect = new ConnectOptions(command);
        var json = CommonOptions.Json();
        command.Options.Add(json);
        command.SetAction((parsed, stopping) => run(connect.Require(parsed), parsed.GetRequiredValue(id), parsed.GetValue(json), stopping));
    }
}
