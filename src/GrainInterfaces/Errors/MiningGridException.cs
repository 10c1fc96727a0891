namespace MiningGrid.GrainInterfaces.Errors;

/// <summary>The root of what the grid throws on purpose. Its message names what was wrong and what is allowed.</summary>
[GenerateSerializer, Alias("MiningGrid.MiningGridException")]
public class MiningGridException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public MiningGridException() { }

    /// <summary>Makes one with a message.</summary>
    public MiningGridException(string message) : base(message) { }

    /// <summary>Makes one with a message and a cause.</summary>
    public MiningGridException(string message, Exception innerException) : base(message, innerException) { }
}
