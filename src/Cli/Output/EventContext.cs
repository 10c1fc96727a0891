using System.Text.Json.Serialization;

namespace MiningGrid.Cli.Output;

/// <summary>Serializers of the events, made at build time: nothing is reflected over at start.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BlockEvent))]
[JsonSerializable(typeof(SolutionEvent))]
[JsonSerializable(typeof(BenchEvent))]
[JsonSerializable(typeof(VerifyEvent))]
[JsonSerializable(typeof(ChainEvent))]
[JsonSerializable(typeof(MiningEvent))]
[JsonSerializable(typeof(JobEvent))]
[JsonSerializable(typeof(NodeEvent))]
[JsonSerializable(typeof(KeyEvent))]
internal sealed partial class EventContext : JsonSerializerContext;
