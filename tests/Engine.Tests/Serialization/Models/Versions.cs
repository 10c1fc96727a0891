namespace MiningGrid.Engine.Tests.Serialization.Models;

/// <summary>One message as it was, and as it became: two ids more, one less, one wider, a base class.</summary>
[GenerateSerializer]
public sealed class OldMessage
{
    [Id(0)]
    public string? Name { get; set; }

    [Id(1)]
    public int Count { get; set; }

    [Id(2)]
    public Circle? Dropped { get; set; }

    [Id(5)]
    public int Last { get; set; }
}

[GenerateSerializer]
public class NewBase
{
    [Id(0)]
    public Guid Id { get; set; } = Guid.AllBitsSet;
}

[GenerateSerializer]
public sealed class NewMessage : NewBase
{
    [Id(0)]
    public string? Name { get; set; }

    [Id(1)]
    public long Count { get; set; }

    [Id(3)]
    public Dictionary<string, List<Range>>? Added { get; set; } = [];

    [Id(4)]
    public decimal Price { get; set; } = 1.5m;

    [Id(5)]
    public int Last { get; set; }
}
