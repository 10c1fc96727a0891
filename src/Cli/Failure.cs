using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Cli;

/// <summary>Turns what ended a command into a line on stderr and an exit code.</summary>
internal static class Failure
{
    public static int Report(Exception exception, TextWriter error)
    {
        switch (exception)
        {
            case CommandException command:
                error.WriteLine($"minegrid: {Secrets.Hide(command.Message)}");
                return command.ExitCode;
            case OperationCanceledException:
                error.WriteLine("minegrid: stopped before it was done.");
                return ExitCode.Failed;
            case MiningGridException or IOException or UnauthorizedAccessException:
                error.WriteLine($"minegrid: {Secrets.Hide(exception.Message)}");
                return ExitCode.Failed;
            default:
                error.WriteLine($"minegrid: this should not have happened, please report it: {exception}");
                return ExitCode.Failed;
        }
    }
}
