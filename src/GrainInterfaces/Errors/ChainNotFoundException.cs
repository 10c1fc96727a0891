namespace MiningGrid.GrainInterfaces.Errors;

/// <summary>The chain was never created.</summary>
[GenerateSerializer, Alias("MiningGrid.ChainNotFoundException")]
public sealed class ChainNotFoundException : MiningGridException
{
    /// <summary>Makes one without a message.</summary>
    public ChainNotFoundException() { }

    /// <summary>Makes one with a message.</summary>
    public ChainNotFoundException(string message) : base(message) { }

    /// <summary>Makes one with a message and a cause.</summary>
    public ChainNotFoundException(string message, Exception innerException) : base(message, innerException) { }
}
