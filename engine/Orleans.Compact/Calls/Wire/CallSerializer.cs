#pragma warning disable MA0150, CA1822 // Filled in next.
using System.Buffers;
using Compact.Serialization;
using Orleans.Runtime;

namespace Compact.Calls.Wire;

/// <summary>Calls and their answers as bytes.</summary>
internal sealed class CallSerializer(CodecProvider codecs, GrainManifest manifest, GrainFactory references, TimeProvider time)
{
    /// <summary>Writes a call. What cannot be sent is refused with an exception for the caller, and then nothing has been written.</summary>
    public void WriteRequest(IBufferWriter<byte> output, Call call) => throw new NotSupportedException($"{codecs} {manifest} {references} {time} {output} {call}");

    /// <summary>
    /// Reads a call, to be given to <see cref="ReferenceRuntime.Receive"/>. One that cannot be served here, of an unknown method for one, is read
    /// too: it is refused where it is received, and answered like any other.
    /// </summary>
    /// <param name="origin">Is told of the answer; null for one-way calls.</param>
    /// <exception cref="MalformedPayloadException">The bytes are not a call.</exception>
    public Call ReadRequest(ReadOnlySequence<byte> payload, ICallOrigin? origin) => throw new NotSupportedException($"{payload} {origin}");

    /// <summary>Writes the answer of a call that has one; to be done before <see cref="ICallOrigin.Answered"/> returns, because results are not copied.</summary>
    public void WriteAnswer(IBufferWriter<byte> output, Call call) => throw new NotSupportedException($"{output} {call}");

    /// <summary>Writes a failure as the answer, in the place of one that cannot be sent.</summary>
    public void WriteFailure(IBufferWriter<byte> output, Exception exception) => throw new NotSupportedException($"{output} {exception}");

    /// <summary>Reads an answer and completes the call with it, if it still waits.</summary>
    /// <exception cref="MalformedPayloadException">The bytes are not an answer; the call has been failed.</exception>
    public void ReadAnswer(ReadOnlySequence<byte> payload, Call call) => throw new NotSupportedException($"{payload} {call}");
}
