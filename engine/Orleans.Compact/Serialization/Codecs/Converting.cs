using Orleans;

namespace Compact.Serialization;

internal static class Converting
{
    /// <exception cref="MalformedPayloadException">The converter refuses the surrogate, which came over the wire.</exception>
    public static TValue FromSurrogate<TValue, TSurrogate>(IConverter<TValue, TSurrogate> converter, in TSurrogate surrogate)
        where TSurrogate : struct
    {
        try
        {
            return converter.ConvertFromSurrogate(in surrogate)
                ?? throw new MalformedPayloadException($"The payload has a {typeof(TValue)} that its converter makes null of.");
        }
        catch (Exception exception) when (exception is not MalformedPayloadException)
        {
            throw new MalformedPayloadException($"The payload has a {typeof(TValue)} that its converter refuses.", exception);
        }
    }
}
