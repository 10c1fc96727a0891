using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Security;

/// <summary>
/// The grid's key can't be used, or the other side has another one, or none: the message says which. Trying again is of no use
/// before a key has changed.
/// </summary>
public sealed class GridKeyException : MiningGridException
{
    /// <summary>Makes one without a message.</summary>
    public GridKeyException() { }

    /// <summary>Makes one with a message.</summary>
    public GridKeyException(string message) : base(message) { }

    /// <summary>Makes one with a message and a cause.</summary>
    public GridKeyException(string message, Exception innerException) : base(message, innerException) { }
}
