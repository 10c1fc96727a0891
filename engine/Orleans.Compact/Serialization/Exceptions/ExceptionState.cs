namespace Compact.Serialization;

/// <summary>What every exception has, between the wire and the exception.</summary>
internal struct ExceptionState
{
    private const int StackTraceMax = 8192;
    private const uint MessageNumber = Numbers.First;
    private const uint StackTraceNumber = Numbers.First + 1;
    private const uint HResultNumber = Numbers.First + 2;
    private const uint InnerNumber = Numbers.First + 3;
    private const uint DetailNumber = Numbers.First + 4;
    private const uint TypeNumber = Numbers.First + 5;
    private const uint InnersNumber = Numbers.First + 6;

    private string? _message;
    private string? _stackTrace;
    private int? _hResult;
    private Exception? _inner;
    private string? _detail;
    private Exception[]? _inners;

    /// <summary>The full name of an exception's type that is not registered; null where the type stands elsewhere.</summary>
    public string? TypeName { get; private set; }

    public static void Write(ref WireWriter writer, Exception exception, string? message, string? typeName)
    {
        var texts = writer.Codecs.GetCodec<string>();
        var exceptions = writer.Codecs.GetCodec<Exception>();
        if (typeName is not null)
            writer.WriteMember(TypeNumber, texts, typeName);
        writer.WriteMember(MessageNumber, texts, message!);
        writer.WriteMember(StackTraceNumber, texts, Bounded(exception.StackTrace)!);
        writer.WriteMember(HResultNumber, writer.Codecs.GetCodec<int>(), exception.HResult);
        if (exception is AggregateException aggregate)
            writer.WriteMember(InnersNumber, writer.Codecs.GetCodec<Exception[]>(), ExceptionFields.Inners(aggregate));
        else if (exception.InnerException is { } inner)
            writer.WriteMember(InnerNumber, exceptions, inner);
        if (ExceptionFields.GetDetail(exception) is { } detail)
            writer.WriteMember(DetailNumber, texts, detail);
    }

    // Each hop between grains adds to it.
    private static string? Bounded(string? stackTrace)
    {
        if (stackTrace is not { Length: > StackTraceMax })
            return stackTrace;
        var end = char.IsHighSurrogate(stackTrace[StackTraceMax - 1]) ? StackTraceMax - 1 : StackTraceMax;
        return stackTrace[..end] + "...";
    }

    public static ExceptionState Read(ref WireReader reader)
    {
        var texts = reader.Codecs.GetCodec<string>();
        var state = default(ExceptionState);
        while (reader.TryReadHeader(out var number, out var type))
        {
            switch (number)
            {
                case MessageNumber: state._message = reader.ReadMember(type, texts); break;
                case StackTraceNumber: state._stackTrace = reader.ReadMember(type, texts); break;
                case HResultNumber: state._hResult = reader.ReadMember(type, reader.Codecs.GetCodec<int>()); break;
                case InnerNumber: state._inner = reader.ReadMember(type, reader.Codecs.GetCodec<Exception>()); break;
                case DetailNumber: state._detail = reader.ReadMember(type, texts); break;
                case TypeNumber: state.TypeName = reader.ReadMember(type, texts); break;
                case InnersNumber: state._inners = reader.ReadMember(type, reader.Codecs.GetCodec<Exception[]>()); break;
                default: reader.Skip(type); break;
            }
        }

        return state;
    }

    public readonly void ApplyTo(Exception exception)
    {
        ExceptionFields.Message(exception) = _message;
        ExceptionFields.Inner(exception) = _inner;
        ExceptionFields.SetDetail(exception, _detail);
        ExceptionFields.SetStackTrace(exception, _stackTrace);
        if (_hResult is { } hResult)
            exception.HResult = hResult;
        if (exception is not AggregateException aggregate)
            return;
        var inners = _inners ?? [];
        if (inners.Contains(value: null))
            WireReader.Throw("an aggregate of nothing");
        ExceptionFields.Inners(aggregate) = inners;
        ExceptionFields.Inner(exception) = inners.FirstOrDefault();
    }
}
