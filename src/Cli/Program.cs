using System.CommandLine;
using System.CommandLine.Invocation;
using MiningGrid.Cli;
using MiningGrid.Cli.CommandLine;
using MiningGrid.Cli.Output;

// Only System.CommandLine is loaded up to here and for --help: what a command needs is touched in its own action.
var parsed = MinegridCommand.Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Action is ParseErrorAction || (parsed.Action is null && parsed.Errors.Count > 0))
    return UsageErrors.Write(parsed, Console.Error);

StandardOutput.FailWhenNobodyReads();
using var signals = new StopSignals();
try
{
    return await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
        signals.Stopping);
}
catch (Exception exception)
{
    return Failure.Report(exception, Console.Error);
}
