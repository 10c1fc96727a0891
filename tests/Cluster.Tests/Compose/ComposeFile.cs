using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace MiningGrid.Cluster.Tests.Compose;

/// <summary>What a compose file says of its services, its variables filled in.</summary>
internal sealed partial class ComposeFile
{
    private readonly YamlMappingNode _root;
    private readonly IReadOnlyDictionary<string, string> _variables;

    private ComposeFile(YamlMappingNode root, IReadOnlyDictionary<string, string> variables)
    {
        _root = root;
        _variables = variables;
    }

    /// <summary>The names of all services.</summary>
    public IEnumerable<string> Services => Mapping("services").Children.Keys.Select(name => ((YamlScalarNode)name).Value!);

    /// <param name="path">The file.</param>
    /// <param name="variables">Those that whoever starts it has set.</param>
    public static ComposeFile Read(string path, IReadOnlyDictionary<string, string> variables)
    {
        using var text = File.OpenText(path);
        var stream = new YamlStream();
        stream.Load(text);
        return new ComposeFile((YamlMappingNode)Assert.Single(stream.Documents).RootNode, variables);
    }

    /// <summary>A service's own words, by their path within it.</summary>
    public string Value(string service, params string[] path) => Fill(Scalar(Service(service, path)));

    public List<string> List(string service, params string[] path) =>
        [.. ((YamlSequenceNode)Service(service, path)).Select(item => Fill(Scalar(item)))];

    public Dictionary<string, string> Map(string service, params string[] path) => ((YamlMappingNode)Service(service, path)).Children
        .ToDictionary(entry => Scalar(entry.Key), entry => Fill(Scalar(entry.Value)), StringComparer.Ordinal);

    public bool Has(string service, string key) => ((YamlMappingNode)Service(service)).Children.ContainsKey(key);

    private static string Scalar(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    private YamlNode Service(string service, params string[] path) =>
        path.Aggregate((YamlNode)Mapping("services")[service], (node, key) => node[key]);

    private YamlMappingNode Mapping(string key) => (YamlMappingNode)_root[key];

    /// <summary>
    /// <c>${NAME:-default}</c> is the variable, or what stands there while it isn't set; <c>${NAME:?why}</c> is a variable that must be set.
    /// </summary>
    private string Fill(string text) => Variable().Replace(text, match => (_variables.GetValueOrDefault(match.Groups["name"].Value), match.Groups["kind"].Value) switch
    {
        ({ } value, _) => value,
        (null, "-") => match.Groups["words"].Value,
        _ => throw new InvalidOperationException($"{match.Groups["name"].Value} is not set: {match.Groups["words"].Value}"),
    });

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+):(?<kind>[-?])(?<words>[^}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
