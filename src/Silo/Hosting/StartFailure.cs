using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Silo.Hosting;

/// <summary>What a host's failure to start means to its user, where that is known.</summary>
public static partial class StartFailure
{
    /// <summary>One line a problem, and the exit code: 2 for a wrong setting, 1 for anything else; null when it is a defect of ours.</summary>
    public static (int ExitCode, string Message)? Explain(Exception exception) => exception switch
    {
        OptionsValidationException wrong => (2, string.Join(Environment.NewLine, wrong.Failures)),
        InvalidOperationException when WrongType().Match(exception.Message) is { Success: true } match =>
            (2, $"{match.Groups["setting"].Value} {ValueOf(match)}can't be read; allowed is {Describe(match.Groups["type"].Value)}."),
        MiningGridException or IOException or UnauthorizedAccessException => (1, exception.Message),
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ when exception.InnerException is { } inner && Explain(inner) is { } known => known,
        OrleansException => (1, exception.Message), // it can't be a member of its cluster
        _ => null,
    };

    private static string ValueOf(Match match) =>
        match.Groups["value"] is { Success: true, Value: var value } ? $"is '{value}', which " : "";

    private static string Describe(string type) => type switch
    {
        "System.Int32" or "System.Int64" => "a whole number",
        "System.Boolean" => "true or false",
        "System.Double" => "a number",
        "System.TimeSpan" => "a time such as 00:00:10 (hours:minutes:seconds)",
        _ when Type.GetType(type) is { IsEnum: true } choice => string.Join(", ", Enum.GetNames(choice)),
        _ => $"a {type[(type.LastIndexOf('.') + 1)..]}",
    };

    // The words of Microsoft.Extensions.Configuration.Binder.
    [GeneratedRegex(@"^Failed to convert configuration value (?:'(?<value>.*)' )?at '(?<setting>[^']+)' to type '(?<type>[^']+)'",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WrongType();
}
