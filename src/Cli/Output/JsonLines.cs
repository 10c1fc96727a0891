using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MiningGrid.Cli.Output;

/// <summary>Writes events to stdout, one JSON object a line, each out as soon as it is written.</summary>
internal static class JsonLines
{
    public static void Write<T>(T entry, JsonTypeInfo<T> type)
    {
        // One call a line: lines of several threads never mix.
        Console.Out.WriteLine(JsonSerializer.Serialize(entry, type));
        Console.Out.Flush();
    }
}
