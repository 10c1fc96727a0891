using System.Buffers;

namespace Compact.Networking;

/// <summary>
/// One frame as it was received: length (4 bytes, of what follows), kind (1), number of the request it is about (8), payload.
/// All numbers are little-endian. The payload is valid only until the next frame is read.
/// </summary>
internal readonly record struct Frame(FrameKind Kind, ulong Id, ReadOnlySequence<byte> Payload)
{
    public const int LengthBytes = sizeof(uint);
    public const int HeaderBytes = LengthBytes + sizeof(FrameKind) + sizeof(ulong);
}
