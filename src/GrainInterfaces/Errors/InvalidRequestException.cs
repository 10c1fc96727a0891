namespace MiningGrid.GrainInterfaces.Errors;

/// <summary>A call's argument is out of bounds; the message names it and what is allowed.</summary>
[GenerateSerializer, Alias("MiningGrid.InvalidRequestException")]
public sealed class InvalidRequestException : MiningGridException
{
    /// <summary>Makes one without a message.</summary>
    public InvalidRequestException() { }

    /// <summary>Makes one with a message.</summary>
    public InvalidRequestException(string message) : base(message) { }

    /// <summary>Makes one with a message and a cause.</summary>
    public InvalidRequestException(string message, Exception innerException) : base(message, innerException) { }
}
