namespace Compact.Serialization;

/// <summary>The one exception that reading bytes of another's making can end in.</summary>
public sealed class MalformedPayloadException : Exception
{
    public MalformedPayloadException()
        : base("The payload is malformed.")
    {
    }

    public MalformedPayloadException(string message)
        : base(message)
    {
    }

    public MalformedPayloadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
