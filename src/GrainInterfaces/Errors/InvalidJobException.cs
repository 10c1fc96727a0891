namespace MiningGrid.GrainInterfaces.Errors;

/// <summary>The job's request is out of bounds, or its id is taken.</summary>
[GenerateSerializer, Alias("MiningGrid.InvalidJobException")]
public sealed class InvalidJobException : MiningGridException
{
    /// <summary>Makes one without a message.</summary>
    public InvalidJobException() { }

    /// <summary>Makes one with a message.</summary>
    public InvalidJobException(string message) : base(message) { }

    /// <summary>Makes one with a message and a cause.</summary>
    public InvalidJobException(string message, Exception innerException) : base(message, innerException) { }
}
