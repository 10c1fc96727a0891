namespace MiningGrid.Engine.Tests.Wire;

[GenerateSerializer]
public sealed record Parcel([property: Id(0)] string Name, [property: Id(1)] int? Weight, [property: Id(2)] Shade[] Shades);
