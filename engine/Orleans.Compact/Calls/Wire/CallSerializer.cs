using System.Buffers;
using System.Collections.Immutable;
using Compact.Serialization;
using Orleans.Runtime;

namespace Compact.Calls.Wire;

/// <summary>
/// Calls and their answers as bytes. A request: flags, interface and method by the hashes of their names, target, then what the flags say,
/// then the arguments. An answer: its kind, then the result or the exception.
/// </summary>
internal sealed class CallSerializer(CodecProvider codecs, GrainManifest manifest, GrainFactory references, TimeProvider time)
{
    private const int ExceptionTextMax = 1000;

    /// <summary>Writes a call. What cannot be sent is refused with an exception for the caller, and then nothing has been written.</summary>
    public void WriteRequest(IBufferWriter<byte> output, Call call)
    {
        var writer = new WireWriter(codecs);
        try
        {
            WriteRequest(ref writer, call);
            output.Write(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>
    /// Reads a call, to be given to <see cref="ReferenceRuntime.Receive"/>. One that cannot be served here, of an unknown method for one, is read
    /// too: it is refused where it is received, and answered like any other.
    /// </summary>
    /// <param name="origin">Is told of the answer; null where nobody waits for one.</param>
    /// <exception cref="MalformedPayloadException">The bytes are not a call.</exception>
    public Call ReadRequest(ReadOnlySequence<byte> payload, ICallOrigin? origin)
    {
        if (payload.IsSingleSegment)
            return ReadRequest(payload.FirstSpan, origin);
        var joined = Join(payload);
        try
        {
            return ReadRequest(joined.AsSpan(0, (int)payload.Length), origin);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    /// <summary>
    /// Writes the answer of a call that came over the wire; to be done before <see cref="ICallOrigin.Answered"/> returns, because results are not
    /// copied. A result or exception that cannot be sent becomes an exception that says so.
    /// </summary>
    public void WriteAnswer(IBufferWriter<byte> output, Call call)
    {
        if (call.Arrival!.Failure is { } failure)
        {
            WriteFailure(output, failure);
            return;
        }

        var writer = new WireWriter(codecs);
        try
        {
            call.WriteResult(ref writer);
            output.Write(writer.Written);
        }
        catch (Exception exception)
        {
            WriteFailure(output, new OrleansException($"The result of {call} cannot be sent: {exception.Message}", exception));
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Writes a failure as the answer, in the place of one that cannot be sent.</summary>
    public void WriteFailure(IBufferWriter<byte> output, Exception exception)
    {
        try
        {
            WriteException(output, exception);
        }
        catch (Exception unsendable)
        {
            WriteException(output, new OrleansException($"{exception.GetType()} cannot be sent ({Text(unsendable)}): {Text(exception)}"));
        }
    }

    /// <summary>Reads an answer and completes the call with it, if it still waits; with a failure, if the answer is malformed.</summary>
    public void ReadAnswer(ReadOnlySequence<byte> payload, Call call)
    {
        if (payload.IsSingleSegment)
        {
            ReadAnswer(payload.FirstSpan, call);
            return;
        }

        var joined = Join(payload);
        try
        {
            ReadAnswer(joined.AsSpan(0, (int)payload.Length), call);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private void WriteRequest(ref WireWriter writer, Call call)
    {
        var timeToLive = call.Runtime.GetTimeToLive(call);
        var flags = (call.MayBeCancelled ? RequestFlags.MayBeCancelled : RequestFlags.None)
            | (call.SourceId is null ? RequestFlags.None : RequestFlags.HasSource)
            | (timeToLive is null ? RequestFlags.None : RequestFlags.HasTimeToLive)
            | (call.Forwards == 0 ? RequestFlags.None : RequestFlags.HasForwards)
            | (call.Context is null ? RequestFlags.None : RequestFlags.HasContext);
        writer.WriteByte((byte)flags);
        writer.WriteFixed32(call.Method.InterfaceHash);
        writer.WriteFixed32(call.Method.MethodHash);
        IdentityCodecs.WriteGrainId(ref writer, call.TargetId);
        if (call.SourceId is { } sourceId)
            IdentityCodecs.WriteGrainId(ref writer, sourceId);
        if (timeToLive is { } milliseconds)
            writer.WriteVarInt(milliseconds);
        if (call.Forwards != 0)
            writer.WriteVarInt((uint)call.Forwards);
        if (call.Context is { } context)
            ContextFields.Write(ref writer, context);
        call.WriteArgumentsTo(ref writer);
    }

    private Call ReadRequest(ReadOnlySpan<byte> payload, ICallOrigin? origin)
    {
        var reader = new WireReader(payload, codecs);
        var flags = (RequestFlags)reader.ReadByte();
        if ((flags & ~RequestFlags.All) != RequestFlags.None)
            WireReader.Throw("flags of a request that are not known here");
        var grainInterface = manifest.FindInterface(reader.ReadFixed32());
        var call = grainInterface?.CreateCall(reader.ReadFixed32());
        if (grainInterface is null)
            reader.ReadFixed32();

        var type = reader.ReadBytes();
        if (type.IsEmpty)
            WireReader.Throw("a call to nobody");
        var key = IdentityCodecs.ReadSpan(ref reader);
        var reference = call is null ? references.ReferenceTo(type, key) : references.GetReference(type, key, grainInterface!);
        GrainId? sourceId = flags.HasFlag(RequestFlags.HasSource) ? IdentityCodecs.ReadGrainId(ref reader) : null;
        var now = time.GetTimestamp();
        var deadline = flags.HasFlag(RequestFlags.HasTimeToLive) ? now + ToTimestamp(reader.ReadVarInt(uint.MaxValue)) : CallArrival.NoDeadline;
        var forwards = flags.HasFlag(RequestFlags.HasForwards) ? (int)reader.ReadVarInt(byte.MaxValue) : 0;

        var known = call ?? new UnknownCall();
        known.Arrive(reference, now, forwards, origin, sourceId, deadline);
        if (call is null)
        {
            known.Arrival!.Refusal = new OrleansMessageRejectionException(grainInterface is null
                ? $"A call to {known.TargetId} is through an interface that is not known here: caller and silo are of different versions."
                : $"A call to {known.TargetId} is of a method that {grainInterface.Id} does not have here: caller and silo are of different versions.");
            return known;
        }

        if (flags.HasFlag(RequestFlags.MayBeCancelled))
            call.FollowCaller();
        ReadContents(ref reader, call, flags.HasFlag(RequestFlags.HasContext));
        return call;
    }

    // What is wrong here is wrong with this call only, and its caller is told; the connection serves others.
    private static void ReadContents(ref WireReader reader, Call call, bool hasContext)
    {
        try
        {
            if (hasContext)
                call.Context = ContextFields.Read(ref reader);
            call.ReadArgumentsFrom(ref reader);
        }
        catch (Exception exception)
        {
            call.Arrival!.Refusal = new OrleansMessageRejectionException($"The arguments of {call} cannot be read: {exception.Message}", exception);
        }
    }

    private void ReadAnswer(ReadOnlySpan<byte> payload, Call call)
    {
        Exception failure;
        try
        {
            var reader = new WireReader(payload, codecs);
            var kind = (AnswerKind)reader.ReadByte();
            if (kind != AnswerKind.Failure)
            {
                call.ReadResult(ref reader, kind);
                return;
            }

            failure = codecs.GetCodec<Exception>().Read(ref reader);
        }
        catch (Exception exception)
        {
            failure = new OrleansException($"The answer of {call} cannot be read: {exception.Message}", exception);
        }

        call.FailFromAfar(failure);
    }

    private void WriteException(IBufferWriter<byte> output, Exception exception)
    {
        var writer = new WireWriter(codecs);
        try
        {
            writer.WriteByte((byte)AnswerKind.Failure);
            codecs.GetCodec<Exception>().Write(ref writer, exception);
            output.Write(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static string Text(Exception exception)
    {
        // Half of a surrogate pair is among the reasons why an exception cannot be sent.
        var text = exception.Message.Length <= ExceptionTextMax ? exception.Message : exception.Message[..ExceptionTextMax];
        return string.Concat(text.Select(static c => char.IsSurrogate(c) ? '?' : c));
    }

    private static byte[] Join(ReadOnlySequence<byte> payload)
    {
        var joined = ArrayPool<byte>.Shared.Rent(checked((int)payload.Length));
        payload.CopyTo(joined);
        return joined;
    }

    private long ToTimestamp(ulong milliseconds) => (long)(milliseconds * (double)time.TimestampFrequency / 1000);
}
