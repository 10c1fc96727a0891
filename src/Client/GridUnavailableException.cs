using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Client;

/// <summary>The grid gave no answer: no silo could be reached, or none answered in time. Trying again may help.</summary>
public sealed class GridUnavailableException : MiningGridException
{
    /// <summary>Makes one without a message.</summary>
    public GridUnavailableException() { }

    /// <summary>Makes one with a message.</summary>
    public GridUnavailableException(string message) : base(message) { }

    /// <summary>Makes one with a message and a cause.</summary>
    public GridUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}
