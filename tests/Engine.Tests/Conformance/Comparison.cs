using System.Text.RegularExpressions;

namespace MiningGrid.Engine.Tests.Conformance;

/// <summary>Says where one surface has what the other has not, or has it differently.</summary>
internal static partial class Comparison
{
    public static IEnumerable<string> Differences(ApiType ours, ApiType official)
    {
        if (ours.Declaration != official.Declaration)
            yield return $"{ours.Name} is '{ours.Declaration}', officially '{official.Declaration}'";
        if (ours.Usage != official.Usage)
            yield return $"{ours.Name} may stand elsewhere than officially: AttributeUsage is {ours.Usage}, officially {official.Usage}";
        if (ours.Base != official.Base)
            yield return $"{ours.Name} derives from '{ours.Base}', officially from '{official.Base}'";
        foreach (var extra in ours.Interfaces.Except(official.Interfaces, StringComparer.Ordinal))
            yield return $"{ours.Name} implements {extra}, officially not";
        var members = official.Members.Select(member => member.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var extra in ours.Members.Where(member => !members.Contains(member.Text) && !member.IsOverride))
            yield return $"{ours.Name} has '{extra.Text}', officially not{Hint(extra.Text, official.Members.Select(member => member.Text))}";
    }

    public static IEnumerable<string> Differences(ListedType ours, ListedType official)
    {
        if (ours.Kind != official.Kind)
            yield return $"{ours.Name} is a {ours.Kind}, officially a {official.Kind}";
        foreach (var extra in ours.Bases.Except(official.Bases, StringComparer.Ordinal))
            yield return $"{ours.Name} derives from {extra}, officially not";
        foreach (var missing in official.Bases.Except(ours.Bases, StringComparer.Ordinal).Where(type => !InterfaceName().IsMatch(type)))
            yield return $"{ours.Name} derives not from {missing}, officially it does";
        var members = official.Members.SelectMany(Split).ToHashSet(StringComparer.Ordinal);
        foreach (var extra in ours.Members.SelectMany(Split).Where(member => !members.Contains(member)))
            yield return $"{ours.Name} has '{extra}', officially not{Hint(extra, official.Members)}";
    }

    /// <summary>A property's accessors and an enum's names, each by itself.</summary>
    private static IEnumerable<string> Split(string member)
    {
        if (!member.Contains('(', StringComparison.Ordinal) && !member.Contains('{', StringComparison.Ordinal))
            return member.Split(", ");
        var brace = member.IndexOf(" { ", StringComparison.Ordinal);
        return brace < 0
            ? [member]
            : member[(brace + 3)..^2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(accessor => $"{member[..brace]} {{ {accessor} }}");
    }

    private static string Hint(string member, IEnumerable<string> official) =>
        string.Concat(official.Where(other => NameOf(other) == NameOf(member)).Select(other => $"\n    officially: '{other}'"));

    private static string NameOf(string member) => MemberName().Match(member).Groups["name"].Value;

    [GeneratedRegex(@"(?<name>\w+)(?:<[\w, ]*>)?(?:\(| \{| =|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MemberName();

    [GeneratedRegex("^I[A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InterfaceName();
}
