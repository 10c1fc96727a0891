using System.Buffers;

namespace MiningGrid.Engine.Tests.Wire;

/// <summary>Bytes as a transport may have them: in pieces.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    private Segments(ReadOnlyMemory<byte> memory) => Memory = memory;

    public static ReadOnlySequence<byte> Of(ReadOnlyMemory<byte> bytes)
    {
        var half = bytes.Length / 2;
        var first = new Segments(bytes[..half]);
        var second = new Segments(bytes[half..]) { RunningIndex = half };
        first.Next = second;
        return new ReadOnlySequence<byte>(first, 0, second, second.Memory.Length);
    }
}
