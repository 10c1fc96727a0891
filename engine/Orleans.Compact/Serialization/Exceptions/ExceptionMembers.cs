namespace Compact.Serialization;

/// <summary>What a [GenerateSerializer] exception inherits from the exceptions of .NET.</summary>
internal sealed class ExceptionMembers : IMembersCodec<Exception>
{
    public static ExceptionMembers Instance { get; } = new();

    public void WriteMembers(ref WireWriter writer, Exception value) =>
        ExceptionState.Write(ref writer, value, ExceptionFields.Message(value), typeName: null);

    public void ReadMembers(ref WireReader reader, Exception value) => ExceptionState.Read(ref reader).ApplyTo(value);

    public void CopyMembers(Exception from, Exception to, CopyContext context) =>
        throw new NotSupportedException("Exceptions are shared, never copied.");
}
