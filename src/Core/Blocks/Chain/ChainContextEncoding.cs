using System.Diagnostics.CodeAnalysis;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>The stored form of a <see cref="ChainContext"/>: version, chain id, tip hash, work, then the window's blocks.</summary>
internal static class ChainContextEncoding
{
    private const byte Version = 1;
    private const int MaxBlocks = 64;

    public static byte[] Encode(ChainContext context)
    {
        WireWriter writer = new WireWriter(512)
            .Byte(Version)
            .Hash(context.Chain.Id)
            .Hash(context.TipHash)
            .Number(context.Work)
            .CompactSize((ulong)context.Window.Recent.Length);
        foreach (PastBlock block in context.Window.Recent)
            Write(writer, block);
        WriteOptional(writer, context.Window.PeriodStart);
        WriteOptional(writer, context.Window.LastRegular);
        return writer.ToArray();
    }

    public static bool TryDecode(ChainParameters chain, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ChainContext? context)
    {
        context = null;
        var reader = new WireReader(bytes);
        if (!reader.TryReadByte(out byte version) || version != Version
            || !reader.TryRead(Hash256.Size, out var chainId) || new Hash256(chainId) != chain.Id
            || !reader.TryRead(Hash256.Size, out var tipHash)
            || !reader.TryRead(UInt256.Size, out var work)
            || !reader.TryReadInt32(MaxBlocks, out int count) || count == 0)
            return false;

        var recent = new PastBlock[count];
        foreach (ref PastBlock block in recent.AsSpan())
        {
            if (!TryRead(ref reader, out block))
                return false;
        }

        if (!TryReadOptional(ref reader, out var periodStart) || !TryReadOptional(ref reader, out var lastRegular) || reader.Remaining > 0)
            return false;
        if (recent.Zip(recent.Skip(1)).Any(pair => (long)pair.Second.Height - pair.First.Height != 1))
            return false;

        var window = DifficultyWindow.Restore(chain.Difficulty, recent, periodStart, lastRegular);
        context = ChainContext.Restore(chain, new Hash256(tipHash), UInt256.ReadLittleEndian(work), window);
        return true;
    }

    private static void Write(WireWriter writer, PastBlock block) =>
        writer.UInt32((uint)block.Height).UInt32(block.Time).UInt32(block.Bits.Bits);

    private static void WriteOptional(WireWriter writer, PastBlock? block)
    {
        writer.Byte(block is null ? (byte)0 : (byte)1);
        if (block is { } known)
            Write(writer, known);
    }

    private static bool TryRead(ref WireReader reader, out PastBlock block)
    {
        block = default;
        if (!reader.TryReadUInt32(out uint height) || height > int.MaxValue || !reader.TryReadUInt32(out uint time) || !reader.TryReadUInt32(out uint bits))
            return false;
        block = new PastBlock((int)height, time, new CompactTarget(bits));
        return block.Bits.TryGetTarget(out _);
    }

    private static bool TryReadOptional(ref WireReader reader, out PastBlock? block)
    {
        block = null;
        if (!reader.TryReadByte(out byte present) || present > 1)
            return false;
        if (present == 0)
            return true;
        bool read = TryRead(ref reader, out var known);
        block = known;
        return read;
    }
}
