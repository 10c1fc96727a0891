namespace MiningGrid.GrainInterfaces.Errors;

/// <summary>The chain exists with other parameters.</summary>
[GenerateSerializer, Alias("MiningGrid.ChainExistsException")]
public sealed class ChainExistsException : MiningGridException
{
    /// <summary>Makes one without a message.</summary>
    public ChainExistsException() { }

    /// <summary>Makes one with a message.</summary>
    public ChainExistsException(string message) : base(message) { }

    /// <summary>Makes one with a message and a cause.</summary>
    public ChainExistsException(string message, Exception innerException) : base(message, innerException) { }
}
