namespace MiningGrid.Engine.Tests.Grains;

[GenerateSerializer, Immutable]
public sealed class ImmutableBox
{
    public static readonly ImmutableBox Known = new();

    [Id(0)]
    public int Value { get; init; }
}
