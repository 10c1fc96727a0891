using System.CommandLine;
using System.CommandLine.Parsing;

namespace MiningGrid.Cli.CommandLine;

/// <summary>Says what is wrong with a command line, one line an error, and where to read on.</summary>
internal static class UsageErrors
{
    public static int Write(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        var path = PathOf(command);
        var messages = parsed.UnmatchedTokens.Count > 0
            ? parsed.UnmatchedTokens.Select(token => Unknown(token, command, path))
            : parsed.Errors.Select(problem => Wrong(problem, command, path)).Distinct(StringComparer.Ordinal);
        foreach (var message in messages)
            error.WriteLine($"minegrid: {Secrets.Hide(message)}");
        error.WriteLine($"See '{path} --help'.");
        return ExitCode.WrongUsage;
    }

    private static string Wrong(ParseError problem, Command command, string path) => problem.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, Option: var option } when option.ValueType != typeof(bool) =>
            $"{option.Name} needs a value. {option.Description}.",
        CommandResult when command.Action is null =>
            $"'{path}' needs a command; its commands are {Names(command.Subcommands)}.",
        _ => problem.Message,
    };

    private static string Unknown(string token, Command command, string path)
    {
        if (token.StartsWith('-') && token.Length > 1)
            return $"'{path}' has no option '{token}'; its options are {Names(command.Options)}.";
        return command.Subcommands.Count > 0
            ? $"'{path}' has no command '{token}'; its commands are {Names(command.Subcommands)}."
            : $"'{path}' does not take '{token}'; {Taken(command)}.";
    }

    private static string Taken(Command command) => command.Arguments.Count switch
    {
        0 => $"it takes no argument besides its options: {Names(command.Options)}",
        1 => $"it takes one {command.Arguments[0].Name}: quote it when it has spaces",
        _ => $"it takes {string.Join(" and ", command.Arguments.Select(argument => argument.Name))}",
    };

    private static string Names(IEnumerable<Symbol> symbols) =>
        string.Join(", ", symbols.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name));

    public static string PathOf(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "minegrid" : $"{PathOf(parent)} {command.Name}";
    }
}
