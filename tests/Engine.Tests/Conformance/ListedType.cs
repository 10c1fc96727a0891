namespace MiningGrid.Engine.Tests.Conformance;

/// <summary>A type as a listing has it: short names, a line a member.</summary>
internal sealed record ListedType(string Name, string Kind, IReadOnlyCollection<string> Bases, IReadOnlyCollection<string> Members)
{
    /// <summary>Reads a listing: <c>Namespace: kind Name : bases   [assembly]</c>, then its members, indented.</summary>
    public static Dictionary<string, ListedType> Parse(IEnumerable<string> lines)
    {
        var types = new Dictionary<string, ListedType>(StringComparer.Ordinal);
        List<string> members = [];
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == ' ')
            {
                members.Add(line.Trim());
                continue;
            }

            members = [];
            var type = ParseHead(line, members);
            types.Add(type.Name, type);
        }

        return types;
    }

    private static ListedType ParseHead(string line, List<string> members)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var head = line[(colon + 2)..line.IndexOf("   [", StringComparison.Ordinal)];
        var parts = head.Split(" : ", 2);
        var space = parts[0].LastIndexOf(parts[0].Contains('<', StringComparison.Ordinal) ? parts[0][..parts[0].IndexOf('<', StringComparison.Ordinal)].Split(' ')[^1] : parts[0].Split(' ')[^1], StringComparison.Ordinal);
        return new ListedType($"{line[..colon]}.{parts[0][space..]}", parts[0][..space].Trim(), parts.Length > 1 ? SplitTopLevel(parts[1]) : [], members);
    }

    private static List<string> SplitTopLevel(string text)
    {
        List<string> parts = [];
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (text[i] != ',' || depth != 0)
                continue;
            parts.Add(text[start..i].Trim());
            start = i + 1;
        }

        parts.Add(text[start..].Trim());
        return parts;
    }
}
