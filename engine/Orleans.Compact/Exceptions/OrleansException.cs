using System.Runtime.Serialization;

namespace Orleans.Runtime;

/// <summary>Base of the runtime's own failures.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    public OrleansException()
        : base("Unexpected error.")
    {
    }

    public OrleansException(string message)
        : base(message)
    {
    }

    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    [Obsolete("Formatter-based serialization is not supported.")]
    protected OrleansException(SerializationInfo info, StreamingContext context)
        : base(info, context)
    {
    }
}
