using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace MiningGrid.Cli.CommandLine;

/// <summary>Makes options whose wrong values are answered with the value and what is allowed.</summary>
internal static class Values
{
    public delegate bool Reader<T>(string text, out T value);

    /// <summary>An option with a value of its own kind.</summary>
    public static Option<T> Option<T>(string name, string valueName, string description, string allowed, Reader<T> read) =>
        new(name)
        {
            Description = description,
            HelpName = valueName,
            CustomParser = result => Read(result, name, allowed, read),
        };

    /// <summary>An option with a whole number.</summary>
    public static Option<T?> Number<T>(string name, string valueName, string description, T least, T most)
        where T : struct, IBinaryInteger<T> =>
        Option<T?>(name, valueName, description, $"a whole number from {least} to {most}", (string text, out T? value) =>
        {
            var isNumber = T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most;
            value = isNumber ? number : null;
            return isNumber;
        });

    /// <summary>An option with one of some words.</summary>
    public static Option<string?> Word(string name, string valueName, string description, params string[] words) =>
        Option<string?>(name, valueName, description, string.Join(", ", words), (string text, out string? value) =>
        {
            value = Array.Find(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
            return value is not null;
        });

    /// <summary>Reads a value, or adds the error that names it.</summary>
    public static T? Read<T>(ArgumentResult result, string name, string allowed, Reader<T> read)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (read(text, out var value))
            return value;
        result.AddError($"{name}: '{text}' is not allowed; allowed is {allowed}.");
        return default;
    }

    /// <summary>Refuses more than one of some options.</summary>
    public static void AtMostOneOf(this Command command, string meaning, params Option[] options) =>
        command.Validators.Add(result =>
        {
            var given = Array.FindAll(options, option => result.GetResult(option) is { Implicit: false });
            if (given.Length > 1)
                result.AddError($"{Join(given, "and")} can't be given together: {meaning}. Give one of {Join(options, "or")}.");
        });

    private static string Join(Option[] options, string word) =>
        options.Length == 1
            ? options[0].Name
            : $"{string.Join(", ", options[..^1].Select(option => option.Name))} {word} {options[^1].Name}";
}
