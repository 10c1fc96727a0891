using System.Buffers.Binary;
using MiningGrid.Cli.Output;
using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Cli.Solo;

/// <summary>A mined block in one line.</summary>
internal static class BlockLine
{
    public static string Of(BlockAccepted block) => $"#{block.Height}  {block.Hash}  nonce {Nonce(block)}{Effort(block)}";

    public static uint Nonce(BlockAccepted block) => BinaryPrimitives.ReadUInt32LittleEndian(block.Header.AsSpan(76));

    public static uint Time(BlockAccepted block) => BinaryPrimitives.ReadUInt32LittleEndian(block.Header.AsSpan(68));

    // What it took is not known of every block.
    private static string Effort(BlockAccepted block) => block.Elapsed > TimeSpan.Zero
        ? $"  after {Quantity.Hashes(block.Hashes)} in {Quantity.Duration(block.Elapsed)}"
        : "";
}
