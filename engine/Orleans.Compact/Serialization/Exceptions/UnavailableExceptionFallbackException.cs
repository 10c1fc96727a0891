namespace Orleans.Serialization;

/// <summary>Stands for an exception of a type that is not available where it arrived.</summary>
public sealed class UnavailableExceptionFallbackException : Exception
{
    public UnavailableExceptionFallbackException()
    {
    }

    public UnavailableExceptionFallbackException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What else the exception carried.</summary>
    public Dictionary<string, object> Properties { get; } = [];

    /// <summary>The full name of the exception's type.</summary>
    public string? ExceptionType { get; internal set; }

    public override string ToString() =>
        string.IsNullOrWhiteSpace(ExceptionType) ? $"Unknown exception: {base.ToString()}" : $"Unknown exception of type {ExceptionType}: {base.ToString()}";
}
