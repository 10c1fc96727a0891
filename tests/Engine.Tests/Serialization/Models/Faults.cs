namespace MiningGrid.Engine.Tests.Serialization.Models;

[GenerateSerializer]
public class FaultException(string message, Exception? inner = null) : InvalidOperationException(message, inner)
{
    [Id(0)]
    public int Code { get; init; }
}

[GenerateSerializer]
public sealed class DeepFaultException(string message) : FaultException(message)
{
    [Id(0)]
    public List<int> Where { get; init; } = [];
}

public sealed class UnmarkedException(string message) : Exception(message);
