namespace MiningGrid.Engine.Tests.Grains;

[GenerateSerializer]
public sealed class OwnException(string message, int code) : Exception(message)
{
    [Id(0)]
    public int Code { get; } = code;
}
