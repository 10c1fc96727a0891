namespace MiningGrid.Engine.Tests.Grains;

[GenerateSerializer]
public sealed class Box
{
    [Id(0)]
    public int Value { get; set; }
}
