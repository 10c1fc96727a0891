namespace MiningGrid.Engine.Tests.Redis;

[GenerateSerializer]
internal sealed class Purse
{
    [Id(0)]
    public int Coins { get; set; }

    [Id(1)]
    public string? Note { get; set; }
}
