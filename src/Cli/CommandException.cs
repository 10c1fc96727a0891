namespace MiningGrid.Cli;

/// <summary>Ends a command with one line on stderr and an exit code. The message says what to do about it.</summary>
internal sealed class CommandException(int exitCode, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public int ExitCode { get; } = exitCode;

    public static CommandException Failed(string message, Exception? innerException = null) =>
        new(Cli.ExitCode.Failed, message, innerException);

    public static CommandException WrongUsage(string message, Exception? innerException = null) =>
        new(Cli.ExitCode.WrongUsage, message, innerException);
}
